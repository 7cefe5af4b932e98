package io.github.latchkey.relay.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Our UTF-8 takes exactly what the JDK's strict decoder takes. */
final class Utf8Test {
  @Test
  void everySequenceOfTwoBytesMeansWhatItMeansToTheJdk() throws Exception {
    for (int i = 0; i < 0x10000; i++) {
      sameAsJdk((byte) (i >> 8), (byte) i);
    }
  }

  @Test
  void everySequenceOfThreeBytesWithAHeadMeansWhatItMeansToTheJdk() throws Exception {
    for (int head = 0xe0; head < 0xf0; head++) {
      for (int i = 0; i < 0x10000; i += 7) {
        sameAsJdk((byte) head, (byte) (i >> 8), (byte) i);
      }
    }
  }

  @Test
  void everyPairOfLastAndFirstBytesOfFourMeansWhatItMeansToTheJdk() throws Exception {
    for (int head = 0xf0; head <= 0xff; head++) {
      for (int second = 0; second < 0x100; second++) {
        for (int tail : new int[] {0x00, 0x7f, 0x80, 0x8f, 0xbf, 0xc0}) {
          sameAsJdk((byte) head, (byte) second, (byte) tail, (byte) 0x80);
          sameAsJdk((byte) head, (byte) second, (byte) 0xbf, (byte) tail);
        }
      }
    }
  }

  @Test
  void randomBytesMeanWhatTheyMeanToTheJdk() throws Exception {
    Random random = new Random(1);
    byte[] likely = {
      'a', (byte) 0xc3, (byte) 0xa9, (byte) 0xe2, (byte) 0x82, (byte) 0xac, -16, -97
    };
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(9)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = random.nextBoolean() ? likely[random.nextInt(8)] : (byte) random.nextInt(256);
      }
      sameAsJdk(bytes);
    }
  }

  @Test
  void anOverlongSlashIsRefused() {
    assertThrows(WireException.class, () -> Utf8.decode(new byte[] {(byte) 0xc0, (byte) 0xaf}));
  }

  @Test
  void everyCodePointSurvivesBeingEncodedAndDecoded() throws Exception {
    for (int point = 0; point <= 0x10ffff; point++) {
      if (point == 0xd800) {
        point = 0xe000;
      }
      String text = Character.toString(point);
      byte[] bytes = Utf8.encode(text);
      assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), bytes);
      assertEquals(text, Utf8.decode(bytes));
    }
  }

  @Test
  void loneSurrogatesAreReplaced() {
    assertArrayEquals(Utf8.encode("a\ufffdb\ufffd"), Utf8.encode("a\ud800b\udc00"));
    assertArrayEquals(Utf8.encode("\ufffd"), Utf8.encode("\ud83d"));
  }

  private static void sameAsJdk(byte... bytes) throws CharacterCodingException {
    String jdk;
    try {
      jdk =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
    } catch (CharacterCodingException e) {
      jdk = null;
    }
    String ours;
    try {
      ours = Utf8.decode(bytes);
    } catch (WireException e) {
      ours = null;
    }
    assertEquals(jdk, ours);
  }
}
