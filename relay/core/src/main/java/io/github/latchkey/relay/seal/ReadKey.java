package io.github.latchkey.relay.seal;

import io.github.latchkey.relay.wire.Base64Url;
import io.github.latchkey.relay.wire.WireException;

/**
 * What the plugin polls with. It proves itself: version (1 byte), login secret (32), expiry (5) and
 * MAC (16) make 72 characters, and a forged or expired one is recognized without reading the store.
 *
 * @param secret the login it belongs to
 * @param expirySeconds when it expires, in seconds since 1970
 */
public record ReadKey(LoginSecret secret, long expirySeconds) {
  /** How many characters {@link #write} gives. */
  public static final int CHARACTERS = 72;

  private static final String PURPOSE = "read key";
  private static final byte VERSION = 1;

  /** Its text, for the plugin and nobody else. */
  public String write(RelayKeys keys) {
    byte[] message =
        Bytes.concat(new byte[] {VERSION}, secret.bytes(), Bytes.fromSeconds(expirySeconds));
    return Base64Url.encode(keys.sign(PURPOSE, message));
  }

  /**
   * Reads a key, expired or not.
   *
   * @return null if this relay did not issue it
   */
  public static ReadKey read(String text, RelayKeys keys) {
    if (text.length() != CHARACTERS) {
      return null;
    }
    byte[] message;
    try {
      message = keys.verify(PURPOSE, Base64Url.decode(text));
    } catch (WireException e) {
      return null; // forged
    }
    if (message == null || message[0] != VERSION) {
      return null;
    }
    int expiryAt = 1 + LoginSecret.BYTES;
    LoginSecret secret = new LoginSecret(Bytes.slice(message, 1, expiryAt));
    return new ReadKey(secret, Bytes.toSeconds(message, expiryAt));
  }

  /** Whether nobody may poll with it any longer. */
  public boolean isExpired(long nowMillis) {
    return nowMillis >= expirySeconds * 1000;
  }
}
