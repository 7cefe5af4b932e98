package io.github.latchkey.relay.port;

/** The three primitives that the relay is made of, from the host's own library. */
public interface Crypto {
  /** SHA-256 (FIPS 180-4): 32 bytes. */
  byte[] sha256(byte[] message);

  /** HMAC-SHA256 (RFC 2104): 32 bytes. The key is never empty. */
  byte[] hmacSha256(byte[] key, byte[] message);

  /**
   * AES-256-GCM (NIST SP 800-38D) with a tag of 16 bytes.
   *
   * @param key 32 bytes
   * @param nonce 12 bytes, never used twice with one key
   * @param plaintext may be empty
   * @param associatedData may be empty
   * @return the ciphertext followed by the tag
   */
  byte[] aes256GcmEncrypt(byte[] key, byte[] nonce, byte[] plaintext, byte[] associatedData);

  /**
   * The inverse of {@link #aes256GcmEncrypt}.
   *
   * @return the plaintext, or null where the tag does not verify or the text is shorter than a tag
   */
  byte[] aes256GcmDecrypt(byte[] key, byte[] nonce, byte[] ciphertext, byte[] associatedData);
}
