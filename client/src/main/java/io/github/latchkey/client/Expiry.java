package io.github.latchkey.client;

/**
 * When an access token is due for a refresh. Two clocks are asked: one that never jumps but may
 * stand still while the machine sleeps, and the wall's, which goes on but may be set.
 */
final class Expiry {
  private static final double LONGEST_MARGIN_MILLIS = 30_000;

  private final double endsAtMillis;
  private final double endsAtWallMillis;
  private final double marginMillis;

  /**
   * @param expiresInSeconds the token's life; NaN where it is not known: it lives until a 401
   * @param obtainedAtWallMillis when it was received; NaN where that is not known: it is due now
   * @param nowMillis the clock that never jumps
   * @param nowWallMillis the wall's
   */
  Expiry(
      double expiresInSeconds,
      double obtainedAtWallMillis,
      double nowMillis,
      double nowWallMillis) {
    double lifeMillis = expiresInSeconds * 1000;
    // A clock that was set back since must not make the token younger than new.
    double ageMillis = Math.max(0, nowWallMillis - obtainedAtWallMillis);
    endsAtMillis = ageMillis >= 0 ? nowMillis + lifeMillis - ageMillis : lifeMillis * 0;
    endsAtWallMillis = ageMillis >= 0 ? nowWallMillis + lifeMillis - ageMillis : lifeMillis * 0;
    marginMillis = Math.min(LONGEST_MARGIN_MILLIS, lifeMillis / 10);
  }

  /** Whether the token should be refreshed before it is used. */
  boolean isDue(double nowMillis, double nowWallMillis) {
    return hasEnded(nowMillis + marginMillis, nowWallMillis + marginMillis);
  }

  /** Whether the token is worth nothing any more. */
  boolean hasEnded(double nowMillis, double nowWallMillis) {
    // Where the life is not known, both ends are NaN, and no comparison with NaN holds.
    return nowMillis >= endsAtMillis || nowWallMillis >= endsAtWallMillis;
  }
}
