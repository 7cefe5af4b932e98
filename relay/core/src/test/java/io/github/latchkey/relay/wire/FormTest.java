package io.github.latchkey.relay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms are decoded to the letter or refused. */
final class FormTest {
  @Test
  void namesAndValuesAreDecoded() throws Exception {
    Form form = Form.parse("a=1&b%20c=%C3%A9+x&d&=e&f==g=", true);
    assertEquals("1", form.get("a"));
    assertEquals("é x", form.get("b c"));
    assertEquals("", form.get("d"));
    assertEquals("e", form.get(""));
    assertEquals("=g=", form.get("f"));
    assertNull(form.get("h"));
  }

  @Test
  void aPlusSignStandsForItselfWhereThatIsAsked() throws Exception {
    assertEquals("a+b", Form.parse("code=a+b", false).get("code"));
    assertEquals("a b", Form.parse("code=a+b", true).get("code"));
    assertEquals("a+b", Form.parse("code=a%2Bb", true).get("code"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%00",
        "%00=a",
        "a=%C0%AF",
        "a=%ED%A0%80",
        "a=%F5%80%80%80",
        "a=%FF",
        "a=%",
        "a=%4",
        "a=%4g",
        "a=%g4",
        "a=%-1",
        "a=% 1",
        "a=%u0041",
        "a=b c",
        "a=\t",
        "a=é",
        "a=\u0000",
        "a=\u007f",
        "a=%C3",
        "a=%c3&b=%a9",
        "a=\uff05\uff14\uff11",
        "a=%\uff14\uff11"
      })
  void whatIsMalformedIsRefused(String text) {
    assertThrows(WireException.class, () -> Form.parse(text, true));
    assertThrows(WireException.class, () -> Form.parse(text, false));
  }

  @Test
  void aFormOfTooManyParametersIsRefused() throws Exception {
    assertEquals(64, Form.parse("a=1&".repeat(64), true).names().size());
    assertThrows(WireException.class, () -> Form.parse("a=1&".repeat(65), true));
  }

  @Test
  void aRepeatedNameIsNoticedHoweverItIsWritten() throws Exception {
    Form none = new Form();
    assertFalse(Form.parse("a=1&b=2&A=3", true).repeats(none));
    assertTrue(Form.parse("a=1&b=2&a=1", true).repeats(none));
    assertTrue(Form.parse("a=1&%61=2", true).repeats(none));
    assertTrue(Form.parse("a&a", true).repeats(none));
    assertTrue(Form.parse("a=1", true).repeats(Form.parse("b=1&a=2", true)));
  }

  @Test
  void whatIsEncodedIsDecodedAgainByUsAndByTheJdk() throws Exception {
    Random random = new Random(1);
    int[] letters = "aZ09-._~ +/=&%?#\"\\<>é€\ud83d\udd11\n\r\t'*".codePoints().toArray();
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(12); j > 0; j--) {
        text.appendCodePoint(letters[random.nextInt(letters.length)]);
      }
      String value = text.toString();
      String encoded = new Form().add("a", value).add("b&", value).encode();
      assertEquals(value, Form.parse(encoded, true).get("a"));
      assertEquals(value, Form.parse(encoded, false).get("b&"));
      String jdk = URLDecoder.decode(Form.percentEncode(value), StandardCharsets.UTF_8);
      assertEquals(value, jdk);
    }
  }
}
