package io.github.latchkey.relay.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.Replied;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.port.HttpTooLongException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** If tokens rotate, an answer that is thrown away ends the session: what can be read is read. */
class UnusualTokenAnswersTest {
  private static final String TOKENS = "{\"access_token\":\"A\",\"refresh_token\":\"R\"}";

  private static Http.Response answer(int status, byte[] body) {
    return new Http.Response(status, Map.of(), body);
  }

  private static byte[] bytes(String text, Charset charset) {
    return text.getBytes(charset);
  }

  private static Reply refresh(Http.Response answer) throws IOException {
    return refresh((purpose, url, headers, body) -> answer);
  }

  private static Reply refresh(Http http) throws IOException {
    try (RelayUnderTest relay = RelayUnderTest.over(http, settings -> {})) {
      return relay.reply("POST", "/refresh", "refresh_token=old");
    }
  }

  private static void assertTokens(Reply reply) {
    assertEquals(200, reply.status(), Replied.text(reply) + reply.note());
    assertEquals("A", Replied.member(reply, "access_token"));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheTokens() throws IOException {
    Reply reply = refresh(answer(200, bytes("\ufeff" + TOKENS, StandardCharsets.UTF_8)));
    assertTokens(reply);
    assertEquals(TOKENS, Replied.text(reply));
  }

  @Test
  void bytesThatAreNotUtf8AreReadAsLatin1() throws IOException {
    String named = "{\"access_token\":\"A\",\"name\":\"Renée\"}";
    Reply reply = refresh(answer(200, bytes(named, StandardCharsets.ISO_8859_1)));
    assertTokens(reply);
    assertEquals("Renée", Replied.member(reply, "name"));
  }

  @Test
  void aFormBecomesJson() throws IOException {
    String form = "access_token=A&expires_in=3600&scope=a%20b&token_type=bearer\n";
    Reply reply = refresh(answer(200, bytes(form, StandardCharsets.US_ASCII)));
    assertTokens(reply);
    assertTrue(Replied.text(reply).contains("\"expires_in\":3600"), Replied.text(reply));
    assertEquals("a b", Replied.member(reply, "scope"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "{}", "\"\"", "null", "false", "[]"})
  void anErrorThatSaysNothingIsNone(String error) throws IOException {
    String json = "{\"access_token\":\"A\",\"error\":" + error + "}";
    assertTokens(refresh(answer(201, bytes(json, StandardCharsets.UTF_8))));
  }

  @Test
  void aNumberThatJavaScriptCannotHoldPassesUnchanged() throws IOException {
    String json = "{\"access_token\":\"A\",\"id\":12345678901234567890}";
    Reply reply = refresh(answer(200, bytes(json, StandardCharsets.UTF_8)));
    assertEquals(json, Replied.text(reply));
  }

  @Test
  void theLogSaysWhyAnAnswerHasNoTokens() throws IOException {
    Reply html = refresh(answer(200, bytes("<html>", StandardCharsets.UTF_8)));
    assertEquals(502, html.status());
    assertTrue(html.note().contains("not_json"), html.note());
    Reply empty = refresh(answer(200, bytes("{}", StandardCharsets.UTF_8)));
    assertTrue(empty.note().contains("no_access_token"), empty.note());
  }

  @Test
  void anAnswerThatIsTooLongIsNotReportedAsNoAnswer() throws IOException {
    Reply reply =
        refresh(
            (purpose, url, headers, body) -> {
              throw new HttpTooLongException();
            });
    assertEquals(502, reply.status());
    assertTrue(reply.note().contains("answer_too_long"), reply.note());
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
