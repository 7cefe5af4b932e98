package io.github.latchkey.relay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON to the letter, values kept as they were written. */
final class JsonObjectTest {
  @Test
  void stringsAreRead() throws Exception {
    JsonObject object = parse(" { \"a\" : \"b\\n\\u00e9\\\"\\/\\ud83d\\uDD11\" , \"n\" : 1 } \r\n");
    assertEquals("b\né\"/\ud83d\udd11", object.string("a"));
    assertNull(object.string("n"));
    assertNull(object.string("missing"));
  }

  @Test
  void theStringsOfAnArrayAreReadAndNothingElseOfIt() throws Exception {
    JsonObject object =
        parse("{\"a\":[ \"x\\n\" , 1,[\"no\"],{\"no\":\"no\"},null ,\"y\"],\"b\":[ ],\"c\":\"x\"}");
    assertEquals(List.of("x\n", "y"), object.strings("a"));
    assertEquals(List.of(), object.strings("b"));
    assertNull(object.strings("c"));
    assertNull(object.strings("missing"));
  }

  @Test
  void onlyTrueIsTrue() throws Exception {
    JsonObject object = parse("{\"a\":true,\"b\":false,\"c\":\"true\",\"d\":1}");
    assertTrue(object.isTrue("a"));
    for (String name : new String[] {"b", "c", "d", "missing"}) {
      assertFalse(object.isTrue(name), name);
    }
  }

  @Test
  void aNameMayBeWrittenWithEscapes() throws Exception {
    assertEquals("x", parse("{\"access\\u005ftoken\":\"x\"}").string("access_token"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"a\"",
        "1",
        "{",
        "}",
        "{}{}",
        "{} x",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":1e}",
        "{\"a\":-}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":0x1}",
        "{\"a\":tru}",
        "{\"a\":True}",
        "{\"a\":nul",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"b}",
        "{\"a\":[1,]}",
        "{\"a\":[}",
        "{\"a\":[1}",
        "{\"a\":{]}",
        "\ufeff{}",
        "{\"a\":1}\u0000",
        "<html></html>",
        "{\"a\":1/**/}",
        "{\"a\":\"\\\"}",
        "{\"a\":\"\\u-001\"}",
        "access_token=a&b=c"
      })
  void whatIsNoObjectIsRefused(String text) {
    assertThrows(WireException.class, () -> parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}", "{\"a\":-0.0e-10}", "{\"a\":[]}", "{\"a\":[[],{}, null ,true,false]}",
        "{\"a\":1E+400}", "{\"a\":12345678901234567890123}", "{\"\":\"\"}", "{\"a\":{\"a\":{}}}"
      })
  void whatIsAnObjectIsTaken(String text) throws Exception {
    parse(text);
  }

  @Test
  void aMemberThatIsNamedTwiceIsRefused() {
    assertThrows(WireException.class, () -> parse("{\"a\":1,\"a\":2}"));
    assertThrows(WireException.class, () -> parse("{\"a\":1,\"\\u0061\":2}"));
  }

  @Test
  void deepNestingIsRefused() throws Exception {
    parse("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}");
    assertThrows(
        WireException.class, () -> parse("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}"));
    assertThrows(WireException.class, () -> parse("{\"a\":" + "[".repeat(60_000)));
    assertThrows(WireException.class, () -> parse("{\"a\":".repeat(10_000)));
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] bytes = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThrows(WireException.class, () -> JsonObject.parse(bytes));
  }

  @Test
  void nullFalseZeroAndEmptyValuesSayNothing() throws Exception {
    JsonObject object =
        parse("{\"a\":null,\"b\":false,\"c\":\"\",\"d\":true,\"e\":\"x\",\"f\":0,\"g\":{}}");
    for (String name : new String[] {"a", "b", "c", "f", "g", "h"}) {
      assertFalse(object.says(name), name);
    }
    assertTrue(object.says("d") && object.says("e"));
  }

  @Test
  void secondsAreTakenOffAndEverythingElseStaysAsItWas() throws Exception {
    String text = "{\"id\":12345678901234567890, \"expires_in\":3600,\"x\":[1, {\"y\":1.0}]}";
    assertEquals(
        "{\"id\":12345678901234567890,\"expires_in\":3590,\"x\":[1, {\"y\":1.0}]}",
        parse(text).withLess("expires_in", 10));
    assertEquals("{\"e\":\"3590\"}", parse("{\"e\":\"3600\"}").withLess("e", 10));
    assertEquals("{\"e\":0}", parse("{\"e\":5}").withLess("e", 10));
    for (String odd : new String[] {"null", "\"\"", "1.5", "-5", "\"1h\"", "{}", "1e3"}) {
      String object = "{\"e\":" + odd + "}";
      assertEquals(object, parse(object).withLess("e", 10));
    }
    assertEquals("{\"a\":1}", parse("{\"a\":1}").withLess("e", 10));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    String hostile = "\"\\\n\u0000\u007f\u2028</script>é\ud83d\udd11";
    String json = new JsonWriter().member("a", hostile).member("b", 7).member(hostile, "").end();
    JsonObject object = parse(json);
    assertEquals(hostile, object.string("a"));
    assertEquals("", object.string(hostile));
    assertTrue(json.chars().allMatch(c -> c >= ' ' && c < 0x7f));
  }

  private static JsonObject parse(String text) throws WireException {
    return JsonObject.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
