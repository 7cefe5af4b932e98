package io.github.latchkey.relay.worker;

import io.github.latchkey.relay.port.Crypto;
import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.port.Ports;
import io.github.latchkey.relay.port.Store;
import java.io.IOException;
import java.util.Map;

/** Ports that do nothing: no provider answers, nothing is stored, nothing is secret. */
final class IdlePorts implements Http, Store, Crypto {
  private IdlePorts() {}

  static Ports ports() {
    IdlePorts idle = new IdlePorts();
    return new Ports(idle, idle, () -> 0, idle, byte[]::new);
  }

  @Override
  public Response post(String url, Map<String, String> headers, byte[] body) throws IOException {
    throw new IOException("there is no provider");
  }

  @Override
  public boolean reserve(String id, String attempt, String replacedAttempt, long lifeMillis) {
    return true;
  }

  @Override
  public boolean settle(
      String id, String attempt, long maxAgeMillis, byte[] sealed, long lifeMillis) {
    return true;
  }

  @Override
  public boolean undo(String id, String attempt, long maxAgeMillis) {
    return true;
  }

  @Override
  public Row read(String id) {
    return null;
  }

  @Override
  public boolean take(String id, String attempt) {
    return false;
  }

  @Override
  public byte[] sha256(byte[] message) {
    return new byte[32];
  }

  @Override
  public byte[] hmacSha256(byte[] key, byte[] message) {
    return new byte[32];
  }

  @Override
  public byte[] aes256GcmEncrypt(byte[] key, byte[] nonce, byte[] plaintext, byte[] associated) {
    return concat(plaintext, new byte[16]);
  }

  @Override
  public byte[] aes256GcmDecrypt(byte[] key, byte[] nonce, byte[] ciphertext, byte[] associated) {
    byte[] plaintext = new byte[ciphertext.length - 16];
    System.arraycopy(ciphertext, 0, plaintext, 0, plaintext.length);
    return plaintext;
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = new byte[a.length + b.length];
    System.arraycopy(a, 0, both, 0, a.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
