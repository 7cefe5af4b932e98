package io.github.latchkey.relay.seal;

import io.github.latchkey.relay.wire.Base64Url;
import io.github.latchkey.relay.wire.Utf8;
import io.github.latchkey.relay.wire.WireException;

/**
 * The {@code state} of the authorization request (RFC 6749 section 4.1.1): the login's {@link
 * RedirectSecret} and an expiry, sealed under the relay's key, in 94 characters, and more where
 * there is a subdomain. A reader of a browser's history cannot poll with it, and where logins are
 * confirmed it opens only in the browser that confirmed.
 *
 * @param secret the login it belongs to
 * @param expirySeconds until when the provider may send the person back, in seconds since 1970
 * @param subdomain the part of the provider's address that differs from person to person, ASCII;
 *     empty where there is none
 */
public record State(RedirectSecret secret, long expirySeconds, String subdomain) {
  /** How many characters {@link #write} gives where there is no subdomain. */
  public static final int CHARACTERS = 94;

  /** A subdomain is one DNS label. */
  private static final int CHARACTERS_MAX = CHARACTERS + 84;

  private static final String PURPOSE = "state";

  /** How many bytes {@link #message} gives where there is no subdomain. */
  private static final int MESSAGE_BYTES = LoginSecret.BYTES + 5;

  /**
   * Its text, for the provider.
   *
   * @param browser what it is bound to, not part of it: the hash of the cookie of the browser that
   *     confirmed the login; empty where logins are not confirmed
   */
  public String write(RelayKeys keys, byte[] browser) {
    return Base64Url.encode(keys.seal(PURPOSE, message(), browser));
  }

  /**
   * Reads a state, expired or not.
   *
   * @param browser what it must be bound to
   * @return null if this relay did not issue it, or it is bound to something else
   */
  public static State read(String text, RelayKeys keys, byte[] browser) {
    if (text.length() < CHARACTERS || text.length() > CHARACTERS_MAX) {
      return null;
    }
    try {
      return of(keys.open(PURPOSE, Base64Url.decode(text), browser));
    } catch (WireException e) {
      return null; // forged
    }
  }

  /** Its bytes before they are sealed. */
  byte[] message() {
    return Bytes.concat(secret.bytes(), Bytes.fromSeconds(expirySeconds), Utf8.encode(subdomain));
  }

  /** The inverse of {@link #message}; null where that is null or too short. */
  static State of(byte[] message) throws WireException {
    if (message == null || message.length < MESSAGE_BYTES) {
      return null;
    }
    RedirectSecret secret = new RedirectSecret(Bytes.slice(message, 0, LoginSecret.BYTES));
    String subdomain = Utf8.decode(Bytes.slice(message, MESSAGE_BYTES, message.length));
    return new State(secret, Bytes.toSeconds(message, LoginSecret.BYTES), subdomain);
  }

  /** Whether it is too late to finish this login. */
  public boolean isExpired(long nowMillis) {
    return nowMillis >= expirySeconds * 1000;
  }
}
