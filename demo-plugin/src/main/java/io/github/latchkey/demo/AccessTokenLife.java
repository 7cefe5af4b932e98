package io.github.latchkey.demo;

/** How long an access token is still good for. */
final class AccessTokenLife {
  private AccessTokenLife() {}

  /**
   * The whole seconds that are left, rounded up.
   *
   * @param obtainedAtMillis when the token came, in milliseconds since 1970; or NaN
   * @param expiresInSeconds how long it lived then (RFC 6749 5.1); NaN where that was not said
   * @param nowMillis the time now, in milliseconds since 1970
   * @return 0 where it has ended, -1 where that is not known
   */
  static int secondsLeft(double obtainedAtMillis, double expiresInSeconds, double nowMillis) {
    double millis = obtainedAtMillis + expiresInSeconds * 1000 - nowMillis;
    if (Double.isNaN(millis)) {
      return -1;
    }
    return (int) Math.ceil(Math.max(0, millis) / 1000);
  }
}
