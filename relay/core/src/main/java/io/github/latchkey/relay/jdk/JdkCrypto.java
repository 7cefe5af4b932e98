package io.github.latchkey.relay.jdk;

import io.github.latchkey.relay.port.Crypto;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The primitives from {@code javax.crypto}. Each thread keeps its objects, which cost as much to
 * make as to use; each use initializes them with its own key.
 */
public final class JdkCrypto implements Crypto {
  private static final int TAG_BYTES = 16;
  private static final String HMAC = "HmacSHA256";
  private static final String GCM = "AES/GCM/NoPadding";

  private static final ThreadLocal<MessageDigest> DIGESTS =
      eachThread(() -> MessageDigest.getInstance("SHA-256"));
  private static final ThreadLocal<Mac> MACS = eachThread(() -> Mac.getInstance(HMAC));
  private static final ThreadLocal<Cipher> CIPHERS = eachThread(() -> Cipher.getInstance(GCM));

  /** Finds a primitive. */
  private interface Finder<T> {
    T find() throws GeneralSecurityException;
  }

  private static <T> ThreadLocal<T> eachThread(Finder<T> finder) {
    return ThreadLocal.withInitial(
        () -> {
          try {
            return finder.find();
          } catch (GeneralSecurityException e) {
            throw missing(e);
          }
        });
  }

  @Override
  public byte[] sha256(byte[] message) {
    return DIGESTS.get().digest(message);
  }

  @Override
  public byte[] hmacSha256(byte[] key, byte[] message) {
    try {
      Mac mac = MACS.get();
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  @Override
  public byte[] aes256GcmEncrypt(
      byte[] key, byte[] nonce, byte[] plaintext, byte[] associatedData) {
    try {
      return gcm(Cipher.ENCRYPT_MODE, key, nonce, associatedData).doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  @Override
  public byte[] aes256GcmDecrypt(
      byte[] key, byte[] nonce, byte[] ciphertext, byte[] associatedData) {
    if (ciphertext.length < TAG_BYTES) {
      return null;
    }
    try {
      return gcm(Cipher.DECRYPT_MODE, key, nonce, associatedData).doFinal(ciphertext);
    } catch (AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static Cipher gcm(int mode, byte[] key, byte[] nonce, byte[] associatedData)
      throws GeneralSecurityException {
    // The cipher itself would take 16 bytes as well, and quietly be AES-128.
    if (key.length != 32 || nonce.length != 12) {
      throw new IllegalArgumentException("AES-256-GCM takes a key of 32 bytes, a nonce of 12");
    }
    Cipher cipher = CIPHERS.get();
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG_BYTES, nonce));
    cipher.updateAAD(associatedData);
    return cipher;
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("This JDK lacks a primitive that every JDK must have", e);
  }
}
