package io.github.latchkey.relay.provider;

import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.member;
import static io.github.latchkey.relay.Replied.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.port.Http;
import io.github.latchkey.testing.Received;
import io.github.latchkey.testing.TokenFault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the provider answers, the plugin receives one of the relay's error codes. */
final class T22ProviderErrorsTest {
  private static final String CANARY = "canary<script>";
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static RelayUnderTest relay;

  @BeforeAll
  static void start() throws Exception {
    relay = RelayUnderTest.start(settings -> settings.put("LOG_DETAIL", "off"));
  }

  @AfterAll
  static void stop() {
    relay.close();
  }

  /** A status, a body, and what {@code /poll} says of it: 502, or 404 where it is no verdict. */
  static Stream<Arguments> hostileAnswers() {
    String ok = "{\"access_token\":\"a\"}";
    return Stream.of(
        Arguments.of(200, "", 502),
        Arguments.of(200, "<html>" + CANARY + "</html>", 502),
        Arguments.of(200, "null", 502),
        Arguments.of(200, "[]", 502),
        Arguments.of(200, "[" + ok + "]", 502),
        Arguments.of(200, "\"" + CANARY + "\"", 502),
        Arguments.of(200, "1", 502),
        Arguments.of(200, "{}", 502),
        Arguments.of(200, ok + ok, 502),
        Arguments.of(200, ok.substring(0, 15), 502),
        Arguments.of(200, ok + "\u0000", 502),
        Arguments.of(200, "{\"access_token\":\"a\",\"access_token\":\"b\"}", 502),
        Arguments.of(200, "{\"access_token\":\"a\",\"error\":\"" + CANARY + "\"}", 502),
        Arguments.of(200, "{\"access_token\":\"a\",\"error\":{\"code\":1}}", 502),
        Arguments.of(200, "{\"access_token\":\"a\",\"error\":true}", 502),
        Arguments.of(200, "{\"access_token\":\"a\",\"error\":1}", 502),
        Arguments.of(200, "{\"error\":\"bad_verification_code\"}", 502),
        Arguments.of(200, "{\"access_token\":null}", 502),
        Arguments.of(200, "{\"access_token\":\"\"}", 502),
        Arguments.of(200, "{\"access_token\":1}", 502),
        Arguments.of(200, "{\"access_token\":[\"a\"]}", 502),
        Arguments.of(200, "{\"Access_Token\":\"a\"}", 502),
        Arguments.of(200, "{\"authed_user\":" + ok + "}", 502),
        Arguments.of(200, "{\"access_token\":\"a\",\"x\":" + "[".repeat(50_000), 502),
        Arguments.of(200, "{\"access_token\":\"\\ud8\"}", 502),
        Arguments.of(201, "{\"error_description\":\"" + CANARY + "\"}", 502),
        Arguments.of(204, "", 502),
        Arguments.of(301, "", 502),
        Arguments.of(302, ok, 502),
        Arguments.of(400, ok, 502),
        Arguments.of(400, "{\"error\":\"invalid_grant\"}", 502),
        Arguments.of(400, "{\"error\":\"" + CANARY + "\"}", 502),
        Arguments.of(401, "{\"error\":\"invalid_client\"}", 502),
        Arguments.of(404, "<h1>" + CANARY + "</h1>", 502),
        Arguments.of(418, "{\"error\":null}", 502),
        Arguments.of(408, ok, 404),
        Arguments.of(425, "", 404),
        Arguments.of(429, "{\"error\":\"invalid_grant\"}", 404),
        Arguments.of(500, ok, 404),
        Arguments.of(502, "<html>", 404),
        Arguments.of(503, "{\"error\":\"temporarily_unavailable\"}", 404),
        Arguments.of(599, CANARY, 404),
        Arguments.of(200, "{\"access_token\":\"a\",\"x\":\"" + "y".repeat(300_000) + "\"}", 502));
  }

  @ParameterizedTest
  @MethodSource("hostileAnswers")
  void aHostileAnswerIsNeverTokensAndNeverPassedOn(int status, String body, int pollStatus)
      throws Exception {
    relay.provider.nextTokenFaults(TokenFault.answer(status, JSON, body));
    Login login = relay.authorize();
    Reply page = relay.reply("GET", relay.visit(login), "");
    assertEquals(pollStatus == 502 ? 303 : 503, page.status());
    Reply poll = relay.pollNatively(login);
    assertEquals(pollStatus, poll.status());
    for (Reply reply : new Reply[] {page, poll, relay.pollCompatibly(login)}) {
      assertFalse(text(reply).contains(CANARY), text(reply));
      assertFalse(reply.headers().toString().contains(CANARY));
      assertFalse(String.valueOf(reply.note()).contains("canary"));
    }
  }

  @ParameterizedTest
  @MethodSource("hostileAnswers")
  void aHostileAnswerToARefreshIsNeverTokens(int status, String body, int pollStatus) {
    relay.provider.nextTokenFaults(TokenFault.answer(status, JSON, body));
    Reply reply = relay.reply("POST", "/refresh", "refresh_token=abc" + body.hashCode() + status);
    boolean isGrantGone = body.contains("\"invalid_grant\"");
    int expected = status / 100 == 4 ? 400 : 502;
    assertEquals(pollStatus == 404 ? 503 : expected, reply.status());
    String code = pollStatus == 404 ? "temporarily_unavailable" : "server_error";
    assertEquals(isGrantGone && pollStatus != 404 ? "invalid_grant" : code, member(reply, "error"));
    assertFalse(text(reply).contains(CANARY));
  }

  @Test
  void theLogHasTheProvidersStatusAndItsCodeWhereTheRfcKnowsIt() throws Exception {
    relay.provider.nextTokenFaults(
        TokenFault.json(401, "{\"error\":\"invalid_client\"}"),
        TokenFault.json(400, "{\"error\":\"" + CANARY + "\"}"),
        TokenFault.html(),
        TokenFault.cut());
    assertTrue(
        noteOfLogin()
            .endsWith(
                ", provider 401 invalid_client (check CLIENT_ID, CLIENT_SECRET and TOKEN_AUTH)"));
    assertTrue(noteOfLogin().endsWith(", provider 400 other"));
    assertTrue(noteOfLogin().endsWith(", provider 200 not_json"));
    assertTrue(noteOfLogin().contains(", provider gave no answer: " + relay.provider.origin()));
  }

  private static String noteOfLogin() throws Exception {
    return relay.reply("GET", relay.visit(relay.authorize()), "").note();
  }

  @Test
  void aGzipBombIsNotUnpacked() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write("{\"access_token\":\"a\"}".getBytes(StandardCharsets.US_ASCII));
      byte[] blanks = " ".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 40; i++) {
        gzip.write(blanks);
      }
    }
    assertTrue(bomb.size() < Http.ANSWER_MAX_BYTES, bomb.size() + " bytes");
    relay.provider.nextTokenFaults(
        new TokenFault(
            false,
            exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "application/json");
              exchange.getResponseHeaders().set("Content-Encoding", "gzip");
              exchange.sendResponseHeaders(200, bomb.size());
              exchange.getResponseBody().write(bomb.toByteArray());
            }));
    Login login = relay.authorize();
    assertEquals("/done/failed", header(relay.reply("GET", relay.visit(login), ""), "Location"));
    assertEquals(502, relay.pollNatively(login).status());
    Received asked = relay.provider.received().get(relay.provider.received().size() - 1);
    assertFalse(asked.headers().containsKey("accept-encoding"));
  }

  @Test
  void aRedirectOfTheTokenEndpointIsNotFollowed() throws Exception {
    relay.provider.nextTokenFaults(TokenFault.redirect(relay.provider.origin() + "/api/inner"));
    Login login = relay.authorize();
    Reply page = relay.reply("GET", relay.visit(login), "");
    assertEquals("/done/failed", header(page, "Location"));
    assertEquals(0, relay.provider.countOf("/api/inner"));
  }
}
