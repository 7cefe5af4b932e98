package io.github.latchkey.relay.route;

import static io.github.latchkey.relay.Replied.assertCompatible;
import static io.github.latchkey.relay.Replied.assertNative;
import static io.github.latchkey.relay.Replied.encode;
import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.member;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.testing.TokenFault;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code POST /refresh} answers, in both dialects. */
final class RefreshTest {
  @RegisterExtension final RelayUnderTest relay = RelayUnderTest.start();
  private String refreshToken;

  @BeforeEach
  void start() throws Exception {
    refreshToken = member(relay.pollNatively(relay.logIn()), "refresh_token");
  }

  private Reply refreshNatively() {
    return relay.reply("POST", "/refresh", "refresh_token=" + encode(refreshToken));
  }

  private Reply refreshCompatibly() {
    return relay.reply("POST", "/refresh?code=" + encode(refreshToken), "");
  }

  @Test
  void newTokensAreGivenInBothDialects() {
    Reply reply = refreshNatively();
    assertEquals(200, reply.status());
    String next = member(reply, "refresh_token");
    assertNotEquals(refreshToken, next);
    refreshToken = next;
    assertEquals(200, refreshCompatibly().status());
    assertEquals(2, relay.provider.refreshes());
  }

  @Test
  void aRefusedTokenIsInvalidGrant() {
    relay.provider.revokeAll();
    assertNative(400, "invalid_grant", refreshNatively());
    assertCompatible(400, refreshCompatibly());
  }

  @Test
  void anyOtherRefusalKeepsTheStatusClass() {
    relay.provider.nextTokenFaults(
        TokenFault.json(401, "{\"error\":\"invalid_client\"}"),
        TokenFault.json(403, "{}"),
        TokenFault.html(),
        TokenFault.noAccessToken(),
        TokenFault.redirect("http://127.0.0.1:1/"));
    assertNative(400, "server_error", refreshNatively());
    assertCompatible(400, refreshCompatibly());
    assertNative(502, "server_error", refreshNatively());
    assertCompatible(502, refreshCompatibly());
    assertNative(502, "server_error", refreshNatively());
    assertEquals(200, refreshNatively().status());
  }

  @Test
  void invalidGrantUnder200IsARefusalToo() {
    relay.provider.nextTokenFaults(TokenFault.json(200, "{\"error\":\"invalid_grant\"}"));
    assertNative(400, "invalid_grant", refreshNatively());
  }

  @Test
  void whatIsTemporaryIs503AndSaysWhenToComeAgain() {
    relay.provider.nextTokenFaults(
        TokenFault.retryAfter(17),
        TokenFault.answer(429, Map.of("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"), ""),
        TokenFault.status500(),
        TokenFault.cut(),
        TokenFault.json(408, "{\"error\":\"invalid_grant\"}"));
    Reply first = refreshNatively();
    assertNative(503, "temporarily_unavailable", first);
    assertEquals("17", header(first, "Retry-After"));
    for (int i = 0; i < 4; i++) {
      Reply next = i % 2 == 0 ? refreshCompatibly() : refreshNatively();
      assertEquals(503, next.status());
      assertEquals("5", header(next, "Retry-After"));
    }
    assertEquals(200, refreshNatively().status());
  }

  @Test
  void aMissingTokenIs400() {
    assertCompatible(400, relay.reply("POST", "/refresh", ""));
    assertCompatible(400, relay.reply("POST", "/refresh?code=", ""));
    assertCompatible(400, relay.reply("POST", "/refresh", "code=abc"));
    assertNative(400, "invalid_request", relay.reply("POST", "/refresh", "refresh_token="));
    assertEquals(0, relay.provider.refreshes());
  }

  @Test
  void theRefreshEndpointIsAskedWhereThereIsOne() throws Exception {
    try (RelayUnderTest other =
        RelayUnderTest.over(
            (purpose, url, headers, body) ->
                RelayUnderTest.tokens("{\"access_token\":\"" + url + "\"}"),
            v -> v.put("REFRESH_ENDPOINT", "https://provider.example.com/again?a=b"))) {
      Reply reply = other.reply("POST", "/refresh", "refresh_token=x");
      assertEquals("https://provider.example.com/again?a=b", member(reply, "access_token"));
      assertNull(header(reply, "Retry-After"));
    }
  }
}
