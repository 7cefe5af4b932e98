package io.github.latchkey.relay.seal;

import io.github.latchkey.relay.port.Random;

/**
 * The 32 random bytes that a login is made of. The plugin gets them in its {@link ReadKey}; the
 * relay keeps them nowhere.
 */
public final class LoginSecret {
  static final int BYTES = 32;

  private final byte[] bytes;

  LoginSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Draws a new one. */
  public static LoginSecret draw(Random random) {
    return new LoginSecret(random.nextBytes(BYTES));
  }

  /** The half that the redirect needs, and that {@link State} carries. */
  public RedirectSecret forRedirect(Derivation derivation) {
    return new RedirectSecret(derivation.derive(bytes, "redirect"));
  }

  byte[] bytes() {
    return bytes;
  }
}
