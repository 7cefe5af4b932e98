package io.github.latchkey.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void eachWaitIsTwiceTheOneBefore() {
    assertEquals(500, Backoff.waitMillis(1, 500, 1, Double.NaN));
    assertEquals(1000, Backoff.waitMillis(2, 500, 1, Double.NaN));
    assertEquals(2000, Backoff.waitMillis(3, 500, 1, Double.NaN));
  }

  @Test
  void chanceTakesAwayHalfOfItAtMost() {
    assertEquals(250, Backoff.waitMillis(1, 500, 0, Double.NaN));
    assertEquals(375, Backoff.waitMillis(1, 500, 0.5, Double.NaN));
  }

  @Test
  void noWaitIsLongerThanAQuarterOfAMinute() {
    assertEquals(15_000, Backoff.waitMillis(1000, 1000, 1, Double.NaN));
  }

  @Test
  void theOtherSideIsLeftAloneAsLongAsItAsks() {
    assertEquals(60_000, Backoff.waitMillis(1, 500, 1, 60));
    assertEquals(15_000, Backoff.waitMillis(10, 500, 1, 1));
  }

  @Test
  void aWaitThatIsOverIsNone() {
    assertEquals(500, Backoff.waitMillis(1, 500, 1, -3));
  }
}
