package io.github.latchkey.relay.jdk;

import io.github.latchkey.relay.port.Crypto;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The primitives from {@code javax.crypto}. Its objects cost as much to create as to use, so they
 * are kept and used again, by one thread at a time; each use initializes them with its own key. A
 * cache per thread would be useless with virtual threads, of which each serves one request.
 */
public final class JdkCrypto implements Crypto {
  private static final int TAG_BYTES = 16;
  private static final String HMAC = "HmacSHA256";
  private static final String GCM = "AES/GCM/NoPadding";

  private static final Pool<MessageDigest> DIGESTS =
      new Pool<>(() -> MessageDigest.getInstance("SHA-256"));
  private static final Pool<Mac> MACS = new Pool<>(() -> Mac.getInstance(HMAC));
  private static final Pool<Cipher> CIPHERS = new Pool<>(() -> Cipher.getInstance(GCM));

  /** Creates a primitive. */
  private interface Creator<T> {
    T create() throws GeneralSecurityException;
  }

  /** Uses a primitive. */
  private interface Use<T> {
    byte[] with(T primitive) throws GeneralSecurityException;
  }

  /** Primitives that no thread uses now. */
  private static final class Pool<T> {
    /** More than a machine has processors; a burst creates more, which are not kept. */
    private static final int IDLE_MAX = 64;

    private final ArrayBlockingQueue<T> idle = new ArrayBlockingQueue<>(IDLE_MAX);
    private final Creator<T> creator;

    Pool(Creator<T> creator) {
      this.creator = creator;
    }

    byte[] use(Use<T> use) throws GeneralSecurityException {
      T primitive = idle.poll();
      if (primitive == null) {
        primitive = creator.create();
      }
      byte[] result = use.with(primitive);
      // One that has thrown is not kept: its state is unknown.
      idle.offer(primitive);
      return result;
    }
  }

  @Override
  public byte[] sha256(byte[] message) {
    try {
      return DIGESTS.use(digest -> digest.digest(message));
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  @Override
  public byte[] hmacSha256(byte[] key, byte[] message) {
    try {
      return MACS.use(
          mac -> {
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
          });
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  @Override
  public byte[] aes256GcmEncrypt(
      byte[] key, byte[] nonce, byte[] plaintext, byte[] associatedData) {
    try {
      return gcm(Cipher.ENCRYPT_MODE, key, nonce, associatedData, plaintext);
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
      return gcm(Cipher.DECRYPT_MODE, key, nonce, associatedData, ciphertext);
    } catch (AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static byte[] gcm(
      int mode, byte[] key, byte[] nonce, byte[] associatedData, byte[] message)
      throws GeneralSecurityException {
    // The cipher itself would take 16 bytes as well, and quietly be AES-128.
    if (key.length != 32 || nonce.length != 12) {
      throw new IllegalArgumentException("AES-256-GCM takes a key of 32 bytes, a nonce of 12");
    }
    return CIPHERS.use(
        cipher -> {
          GCMParameterSpec parameters = new GCMParameterSpec(8 * TAG_BYTES, nonce);
          cipher.init(mode, new SecretKeySpec(key, "AES"), parameters);
          cipher.updateAAD(associatedData);
          return cipher.doFinal(message);
        });
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("This JDK lacks a primitive that every JDK must have", e);
  }
}
