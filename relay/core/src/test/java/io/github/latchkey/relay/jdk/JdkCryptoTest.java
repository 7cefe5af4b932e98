package io.github.latchkey.relay.jdk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Published answers: FIPS 180-4, RFC 4231, and the GCM specification's own test cases. */
class JdkCryptoTest {
  private final JdkCrypto crypto = new JdkCrypto();

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @Test
  void sha256OfAbcIsThePublishedOne() {
    assertArrayEquals(
        hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        crypto.sha256("abc".getBytes(US_ASCII)));
  }

  @Test
  void hmacOfRfc4231CaseTwoIsThePublishedOne() {
    assertArrayEquals(
        hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        crypto.hmacSha256(
            "Jefe".getBytes(US_ASCII), "what do ya want for nothing?".getBytes(US_ASCII)));
  }

  @Test
  void gcmTestCase16IsThePublishedOne() {
    byte[] key = hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    byte[] nonce = hex("cafebabefacedbaddecaf888");
    byte[] plaintext =
        hex(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
    byte[] associated = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    byte[] sealed =
        hex(
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                + "76fc6ece0f4e1768cddf8853bb2d551b");
    assertArrayEquals(sealed, crypto.aes256GcmEncrypt(key, nonce, plaintext, associated));
    assertArrayEquals(plaintext, crypto.aes256GcmDecrypt(key, nonce, sealed, associated));
  }

  @Test
  void whatWasChangedAnywhereDoesNotOpen() {
    byte[] key = new byte[32];
    byte[] nonce = new byte[12];
    byte[] sealed = crypto.aes256GcmEncrypt(key, nonce, new byte[] {7}, new byte[] {1});
    assertEquals(17, sealed.length);
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertNull(crypto.aes256GcmDecrypt(key, nonce, changed, new byte[] {1}));
    }
    assertNull(crypto.aes256GcmDecrypt(key, nonce, sealed, new byte[] {2}));
    byte[] otherKey = new byte[32];
    otherKey[31] = 1;
    assertNull(crypto.aes256GcmDecrypt(otherKey, nonce, sealed, new byte[] {1}));
  }

  @Test
  void lessThanATagDoesNotOpen() {
    for (int length = 0; length < 16; length++) {
      assertNull(
          crypto.aes256GcmDecrypt(new byte[32], new byte[12], new byte[length], new byte[0]));
    }
  }

  @Test
  void aShorterKeyIsRefusedInsteadOfBeingAes128() {
    assertThrows(
        IllegalArgumentException.class,
        () -> crypto.aes256GcmEncrypt(new byte[16], new byte[12], new byte[1], new byte[0]));
  }
}
