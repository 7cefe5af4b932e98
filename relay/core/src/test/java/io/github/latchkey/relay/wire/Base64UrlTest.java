package io.github.latchkey.relay.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Base64url as the JDK writes it, and no second spelling of the same bytes. */
final class Base64UrlTest {
  @Test
  void whatIsEncodedIsWhatTheJdkEncodesAndDecodesAgain() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[i % 100];
      random.nextBytes(bytes);
      String text = Base64Url.encode(bytes);
      assertEquals(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), text);
      assertArrayEquals(bytes, Base64Url.decode(text));
      assertEquals(Base64.getEncoder().encodeToString(bytes), Base64Url.encodeStandard(bytes));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A", "AAAAA", "AA=", "AA==", "A A", "AAA\n", "AA+A", "AA/A", "AB", "AAB", "AAé", "="
      })
  void anythingElseIsRefused(String text) {
    assertThrows(WireException.class, () -> Base64Url.decode(text));
  }

  @Test
  void noTwoTextsOfThreeCharactersMeanTheSameBytes() {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ ";
    int decoded = 0;
    for (int i = 0; i < alphabet.length() * alphabet.length(); i++) {
      String text =
          "A" + alphabet.charAt(i / alphabet.length()) + alphabet.charAt(i % alphabet.length());
      try {
        assertEquals(text, Base64Url.encode(Base64Url.decode(text)));
        decoded++;
      } catch (WireException e) {
        // refused
      }
    }
    assertEquals(64 * 16, decoded);
  }
}
