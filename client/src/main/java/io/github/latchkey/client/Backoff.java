package io.github.latchkey.client;

/** How long to wait before the next try: twice as long each time, and never all at once. */
final class Backoff {
  private static final double LONGEST_MILLIS = 15_000;

  private Backoff() {}

  /**
   * @param failures how many tries have failed, 1 or more
   * @param firstMillis the wait after the first
   * @param random from 0 to 1: spreads clients that failed together
   * @param retryAfterSeconds what the other side asked for, at the least; NaN where it did not
   */
  static double waitMillis(
      int failures, double firstMillis, double random, double retryAfterSeconds) {
    double wait = firstMillis;
    for (int i = 1; i < failures && wait < LONGEST_MILLIS; i++) {
      wait *= 2;
    }
    wait = Math.min(wait, LONGEST_MILLIS) * (1 + random) / 2;
    return retryAfterSeconds * 1000 > wait ? retryAfterSeconds * 1000 : wait;
  }
}
