package io.github.latchkey.relay.seal;

import io.github.latchkey.relay.port.Random;

/**
 * The one function that seals: a version byte, 16 random bytes of salt, and AES-256-GCM under a key
 * that HMAC-SHA256 makes from the input key, a label and the salt. As no key ever seals two
 * messages, the nonce is zero.
 */
public final class Seal {
  private static final byte VERSION = 1;
  private static final int SALT_BYTES = 16;
  private static final int TAG_BYTES = 16;

  /** By how many bytes a sealed message is longer. */
  static final int OVERHEAD_BYTES = 1 + SALT_BYTES + TAG_BYTES;

  private final Derivation derivation;
  private final Random random;

  /**
   * Makes the sealing of one plugin.
   *
   * @param derivation the plugin's
   * @param random where salts come from
   */
  public Seal(Derivation derivation, Random random) {
    this.derivation = derivation;
    this.random = random;
  }

  /**
   * Seals.
   *
   * @param key the input key, not empty
   * @param purpose what the message is, a constant: it opens as nothing else
   * @param message what to seal
   */
  public byte[] seal(byte[] key, String purpose, byte[] message) {
    return seal(key, purpose, message, new byte[0]);
  }

  /** Seals so that it opens only with the same associated data, which is not part of it. */
  byte[] seal(byte[] key, String purpose, byte[] message, byte[] associated) {
    byte[] salt = random.nextBytes(SALT_BYTES);
    byte[] once = derivation.derive(key, "seal " + purpose, salt);
    byte[] sealed = derivation.crypto().aes256GcmEncrypt(once, new byte[12], message, associated);
    return Bytes.concat(new byte[] {VERSION}, salt, sealed);
  }

  /**
   * Opens what {@link #seal} made with the same key and purpose.
   *
   * @return the message, or null where it was made with others, or was changed
   */
  public byte[] open(byte[] key, String purpose, byte[] sealed) {
    return open(key, purpose, sealed, new byte[0]);
  }

  byte[] open(byte[] key, String purpose, byte[] sealed, byte[] associated) {
    if (sealed.length < OVERHEAD_BYTES || sealed[0] != VERSION) {
      return null;
    }
    byte[] salt = Bytes.slice(sealed, 1, 1 + SALT_BYTES);
    byte[] once = derivation.derive(key, "seal " + purpose, salt);
    byte[] rest = Bytes.slice(sealed, 1 + SALT_BYTES, sealed.length);
    return derivation.crypto().aes256GcmDecrypt(once, new byte[12], rest, associated);
  }
}
