package io.github.latchkey.relay.seal;

import io.github.latchkey.relay.port.Crypto;
import io.github.latchkey.relay.wire.Utf8;

/**
 * Keys from keys, by HMAC-SHA256 with a label each. A label names version, purpose, base path and
 * client id, so that nothing that was made for one purpose or one plugin is worth anything
 * elsewhere.
 */
public final class Derivation {
  private final Crypto crypto;
  private final byte[] plugin;

  /**
   * Makes the derivation of one plugin.
   *
   * @param crypto the host's primitives
   * @param basePath the plugin's base path
   * @param clientId the plugin's client id
   */
  public Derivation(Crypto crypto, String basePath, String clientId) {
    this.crypto = crypto;
    this.plugin = Utf8.encode("\0" + basePath + "\0" + clientId + "\0");
  }

  /**
   * Derives.
   *
   * @param key the input key, not empty
   * @param purpose what the result is for, a constant
   * @return 32 bytes
   */
  public byte[] derive(byte[] key, String purpose) {
    return derive(key, purpose, new byte[0]);
  }

  /** Derives with something of the message's own after the label, such as a salt. */
  byte[] derive(byte[] key, String purpose, byte[] context) {
    // Neither base path nor client id can hold U+0000, so no two labels read alike.
    return crypto.hmacSha256(
        key, Bytes.concat(Utf8.encode("latchkey 1\0" + purpose), plugin, context));
  }

  Crypto crypto() {
    return crypto;
  }
}
