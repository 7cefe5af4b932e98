package io.github.latchkey.relay.seal;

import io.github.latchkey.relay.wire.Base64Url;

/**
 * What the redirect must know of a login, derived from its {@link LoginSecret}: who has it can
 * finish the login and read its outcome, but cannot ask for that over the wire.
 */
public final class RedirectSecret {
  private final byte[] bytes;

  RedirectSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The store's key for this login: 43 characters of base64url. */
  public String loginId(Derivation derivation) {
    return Base64Url.encode(derivation.derive(bytes, "login id"));
  }

  /** The code verifier (RFC 7636 section 4.1): 43 characters. */
  public String codeVerifier(Derivation derivation) {
    return Base64Url.encode(derivation.derive(bytes, "code verifier"));
  }

  /** The key that seals the outcome in the store. */
  public byte[] sealKey(Derivation derivation) {
    return derivation.derive(bytes, "outcome key");
  }

  byte[] bytes() {
    return bytes;
  }
}
