package io.github.latchkey.relay.seal;

import io.github.latchkey.relay.wire.Base64Url;
import io.github.latchkey.relay.wire.WireException;

/**
 * The {@code state} of the authorization request (RFC 6749 section 4.1.1): the login's {@link
 * RedirectSecret} and an expiry, sealed under the relay's key, in 94 characters. Whoever finds one
 * in a browser's history cannot poll with it.
 *
 * @param secret the login it belongs to
 * @param expirySeconds until when the provider may send the person back, in seconds since 1970
 */
public record State(RedirectSecret secret, long expirySeconds) {
  /** How many characters {@link #write} gives. */
  public static final int CHARACTERS = 94;

  private static final String PURPOSE = "state";
  private static final int MESSAGE_BYTES = LoginSecret.BYTES + 5;

  /** Its text, for the provider. */
  public String write(RelayKeys keys) {
    byte[] message = Bytes.concat(secret.bytes(), Bytes.fromSeconds(expirySeconds));
    return Base64Url.encode(keys.seal(PURPOSE, message));
  }

  /**
   * Reads a state, overdue or not.
   *
   * @return null where it is none of ours
   */
  public static State read(String text, RelayKeys keys) {
    if (text.length() != CHARACTERS) {
      return null;
    }
    byte[] message;
    try {
      message = keys.open(PURPOSE, Base64Url.decode(text));
    } catch (WireException e) {
      return null; // somebody made it up
    }
    if (message == null || message.length != MESSAGE_BYTES) {
      return null;
    }
    RedirectSecret secret = new RedirectSecret(Bytes.slice(message, 0, LoginSecret.BYTES));
    return new State(secret, Bytes.toSeconds(message, LoginSecret.BYTES));
  }

  /** Whether it is too late to finish this login. */
  public boolean isOverdue(long nowMillis) {
    return nowMillis >= expirySeconds * 1000;
  }
}
