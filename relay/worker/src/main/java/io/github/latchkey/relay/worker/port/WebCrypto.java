package io.github.latchkey.relay.worker.port;

import io.github.latchkey.relay.port.Crypto;
import io.github.latchkey.relay.worker.js.Promises;
import org.teavm.jso.JSBody;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int8Array;

/** The primitives from {@code crypto.subtle}; each call suspends its thread. */
public final class WebCrypto implements Crypto {
  private static final int TAG_BYTES = 16;

  @Override
  public byte[] sha256(byte[] message) {
    return await(digest(of(message)));
  }

  @Override
  public byte[] hmacSha256(byte[] key, byte[] message) {
    return await(sign(of(key), of(message)));
  }

  @Override
  public byte[] aes256GcmEncrypt(
      byte[] key, byte[] nonce, byte[] plaintext, byte[] associatedData) {
    check(key, nonce);
    return await(encrypt(of(key), of(nonce), of(plaintext), of(associatedData)));
  }

  @Override
  public byte[] aes256GcmDecrypt(
      byte[] key, byte[] nonce, byte[] ciphertext, byte[] associatedData) {
    check(key, nonce);
    if (ciphertext.length < TAG_BYTES) {
      return null;
    }
    return await(decrypt(of(key), of(nonce), of(ciphertext), of(associatedData)));
  }

  private static void check(byte[] key, byte[] nonce) {
    // WebCrypto would take 16 bytes as well, and quietly be AES-128.
    if (key.length != 32 || nonce.length != 12) {
      throw new IllegalArgumentException("AES-256-GCM takes a key of 32 bytes, a nonce of 12");
    }
  }

  private static byte[] await(JSPromise<Int8Array> promise) {
    try {
      Int8Array bytes = Promises.await(promise);
      return bytes == null ? null : bytes.toJavaArray();
    } catch (Promises.RejectedException e) {
      throw new IllegalStateException("WebCrypto refused what it must do", e);
    }
  }

  private static Int8Array of(byte[] bytes) {
    return Int8Array.fromJavaArray(bytes);
  }

  @JSBody(
      params = "message",
      script =
          "return crypto.subtle.digest('SHA-256', message)"
              + ".then(function (bytes) { return new Int8Array(bytes); });")
  private static native JSPromise<Int8Array> digest(Int8Array message);

  @JSBody(
      params = {"key", "message"},
      script =
          "return crypto.subtle"
              + ".importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])"
              + ".then(function (imported) { return crypto.subtle.sign('HMAC', imported, message); })"
              + ".then(function (bytes) { return new Int8Array(bytes); });")
  private static native JSPromise<Int8Array> sign(Int8Array key, Int8Array message);

  @JSBody(
      params = {"key", "nonce", "plaintext", "associatedData"},
      script =
          "var how = { name: 'AES-GCM', iv: nonce, additionalData: associatedData, tagLength: 128 };"
              + "return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])"
              + ".then(function (imported) {"
              + " return crypto.subtle.encrypt(how, imported, plaintext); })"
              + ".then(function (bytes) { return new Int8Array(bytes); });")
  private static native JSPromise<Int8Array> encrypt(
      Int8Array key, Int8Array nonce, Int8Array plaintext, Int8Array associatedData);

  // Only the last step may fail for what a caller sent.
  @JSBody(
      params = {"key", "nonce", "ciphertext", "associatedData"},
      script =
          "var how = { name: 'AES-GCM', iv: nonce, additionalData: associatedData, tagLength: 128 };"
              + "return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])"
              + ".then(function (imported) {"
              + " return crypto.subtle.decrypt(how, imported, ciphertext).then("
              + "  function (bytes) { return new Int8Array(bytes); },"
              + "  function (error) {"
              + "   if (error.name === 'OperationError') { return null; } throw error; });"
              + "});")
  private static native JSPromise<Int8Array> decrypt(
      Int8Array key, Int8Array nonce, Int8Array ciphertext, Int8Array associatedData);
}
