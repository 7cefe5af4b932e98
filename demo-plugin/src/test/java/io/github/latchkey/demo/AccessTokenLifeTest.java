package io.github.latchkey.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AccessTokenLifeTest {
  private static final double OBTAINED_AT_MILLIS = 1_000_000;

  @Test
  void aSecondThatHasBegunCounts() {
    assertEquals(10, AccessTokenLife.secondsLeft(OBTAINED_AT_MILLIS, 10, OBTAINED_AT_MILLIS));
    assertEquals(10, AccessTokenLife.secondsLeft(OBTAINED_AT_MILLIS, 10, OBTAINED_AT_MILLIS + 1));
    assertEquals(1, AccessTokenLife.secondsLeft(OBTAINED_AT_MILLIS, 10, OBTAINED_AT_MILLIS + 9999));
  }

  @Test
  void nothingIsLeftFromTheEndOn() {
    assertEquals(
        0, AccessTokenLife.secondsLeft(OBTAINED_AT_MILLIS, 10, OBTAINED_AT_MILLIS + 10_000));
    assertEquals(0, AccessTokenLife.secondsLeft(OBTAINED_AT_MILLIS, 10, OBTAINED_AT_MILLIS + 1e9));
  }

  @Test
  void whatTheProviderDoesNotSayIsNotKnown() {
    assertEquals(-1, AccessTokenLife.secondsLeft(OBTAINED_AT_MILLIS, Double.NaN, 0));
    assertEquals(-1, AccessTokenLife.secondsLeft(Double.NaN, 10, 0));
  }
}
