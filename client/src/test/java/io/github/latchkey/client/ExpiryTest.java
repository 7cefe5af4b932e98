package io.github.latchkey.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExpiryTest {
  private static final double WALL = 1_795_000_000_000.0;
  private static final double DAY = 86_400_000;

  @Test
  void aTokenIsDueHalfAMinuteBeforeItsEnd() {
    Expiry expiry = new Expiry(3600, WALL, 0, WALL);
    assertFalse(expiry.isDue(3_569_000, WALL + 3_569_000));
    assertTrue(expiry.isDue(3_570_000, WALL + 3_570_000));
    assertFalse(expiry.hasEnded(3_599_000, WALL + 3_599_000));
    assertTrue(expiry.hasEnded(3_600_000, WALL + 3_600_000));
  }

  @Test
  void ofAShortLifeOnlyTheLastTenthIsSpared() {
    Expiry expiry = new Expiry(5, WALL, 0, WALL);
    assertFalse(expiry.isDue(4_400, WALL + 4_400));
    assertTrue(expiry.isDue(4_500, WALL + 4_500));
  }

  @Test
  void aTokenOfUnknownLifeIsNeverDue() {
    Expiry expiry = new Expiry(Double.NaN, WALL, 0, WALL);
    assertFalse(expiry.isDue(1000 * DAY, WALL + 1000 * DAY));
    assertFalse(expiry.hasEnded(1000 * DAY, WALL + 1000 * DAY));
  }

  @Test
  void aTokenOfUnknownAgeIsDueAtOnce() {
    assertTrue(new Expiry(3600, Double.NaN, 0, WALL).isDue(0, WALL));
    assertTrue(new Expiry(3600, Double.NaN, 0, WALL).hasEnded(0, WALL));
  }

  @Test
  void aTokenOfUnknownAgeAndLifeIsNeverDue() {
    assertFalse(new Expiry(Double.NaN, Double.NaN, 0, WALL).isDue(0, WALL));
  }

  @Test
  void whatLayInStorageIsAsOldAsTheWallSays() {
    Expiry expiry = new Expiry(3600, WALL - 3_000_000, 0, WALL);
    assertFalse(expiry.isDue(500_000, WALL + 500_000));
    assertTrue(expiry.isDue(570_000, WALL + 570_000));
  }

  @Test
  void aClockSetBackADayDoesNotLengthenALife() {
    Expiry expiry = new Expiry(3600, WALL, 0, WALL);
    assertTrue(expiry.isDue(3_570_000, WALL - DAY + 3_570_000));
  }

  @Test
  void tokensFromTheFutureAreAsOldAsNew() {
    Expiry expiry = new Expiry(3600, WALL + DAY, 0, WALL);
    assertFalse(expiry.isDue(0, WALL));
    assertTrue(expiry.isDue(3_570_000, WALL + 3_570_000));
  }

  @Test
  void aMachineThatSleptIsNoticedByTheWallsClock() {
    Expiry expiry = new Expiry(3600, WALL, 0, WALL);
    assertTrue(expiry.isDue(1000, WALL + DAY));
  }

  @Test
  void aClockSetForwardADayMakesNewTokensDueNoSooner() {
    Expiry afterTheRefresh = new Expiry(3600, WALL + DAY, 1000, WALL + DAY);
    assertFalse(afterTheRefresh.isDue(2000, WALL + DAY + 1000));
  }
}
