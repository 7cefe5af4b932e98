package io.github.latchkey.relay.route;

import static io.github.latchkey.relay.Replied.assertCompatible;
import static io.github.latchkey.relay.Replied.assertNative;
import static io.github.latchkey.relay.Replied.encode;
import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.member;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.port.Http;
import io.github.latchkey.testing.Received;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code POST /revoke} does and answers. */
final class RevokeTest {
  @RegisterExtension final RelayUnderTest relay = RelayUnderTest.start(RevokeTest::revocable);
  private String refreshToken;

  @BeforeEach
  void start() throws Exception {
    refreshToken = member(relay.pollNatively(relay.logIn()), "refresh_token");
  }

  private static void revocable(Map<String, String> settings) {
    settings.compute(
        "REVOCATION_ENDPOINT",
        (name, none) -> settings.get("TOKEN_ENDPOINT").replace("/token", "/revoke"));
  }

  @Test
  void aRevokedTokenIsWorthNothingAtTheProvider() {
    Reply reply =
        relay.reply(
            "POST", "/revoke", "token=" + encode(refreshToken), "origin", "https://localhost:5173");
    assertEquals(200, reply.status());
    assertEquals(0, reply.body().length);
    assertEquals("no-store", header(reply, "Cache-Control"));
    assertEquals("https://localhost:5173", header(reply, "Access-Control-Allow-Origin"));
    assertFalse(reply.note().contains(refreshToken));
    assertNative(
        400,
        "invalid_grant",
        relay.reply("POST", "/refresh", "refresh_token=" + encode(refreshToken)));
  }

  @Test
  void theClientSaysWhoItIsAsAtTheTokenEndpoint() throws Exception {
    relay.reply("POST", "/revoke", "token=" + encode(refreshToken));
    Map<String, String> form = last(relay).form();
    assertEquals(refreshToken, form.get("token"));
    assertEquals(relay.provider.clientId(), form.get("client_id"));
    assertEquals(relay.provider.clientSecret(), form.get("client_secret"));
    try (RelayUnderTest basic =
        RelayUnderTest.start(
            settings -> {
              revocable(settings);
              settings.put("TOKEN_AUTH", "basic");
            })) {
      assertEquals(200, basic.reply("POST", "/revoke", "token=abc").status());
      String pair = basic.provider.clientId() + ":" + encode(basic.provider.clientSecret());
      assertEquals(
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes()),
          last(basic).headers().get("authorization"));
      assertEquals(Map.of("token", "abc"), last(basic).form());
    }
  }

  private static Received last(RelayUnderTest relay) {
    return relay.provider.received().get(relay.provider.received().size() - 1);
  }

  @Test
  void aTokenInTheQueryIsNotTaken() {
    assertCompatible(400, relay.reply("POST", "/revoke?token=" + encode(refreshToken), ""));
    assertCompatible(400, relay.reply("POST", "/revoke", ""));
    assertNative(400, "invalid_request", relay.reply("POST", "/revoke", "token="));
    assertEquals(0, relay.provider.countOf("/revoke"));
    assertEquals(400, relay.reply("POST", "/revoke?token=a", "token=b").status());
  }

  @Test
  void aForeignOriginRevokesNothing() {
    Reply reply =
        relay.reply(
            "POST", "/revoke", "token=" + encode(refreshToken), "origin", "https://evil.example");
    assertEquals(403, reply.status());
    assertEquals(0, relay.provider.countOf("/revoke"));
  }

  @Test
  void withoutAnEndpointThePluginMayReadThatThereIsNone() throws Exception {
    String origin = "https://localhost:5173";
    try (RelayUnderTest without = RelayUnderTest.start()) {
      Reply reply = without.reply("POST", "/revoke", "token=abc", "origin", origin);
      assertEquals(404, reply.status());
      assertTrue(
          reply.headers().contains(Map.entry("Access-Control-Allow-Origin", origin)),
          "no CORS header");
    }
  }

  @Test
  void whatTheProviderSaysIsPassedOnInOurWords() throws Exception {
    assertNative(400, "server_error", answered(400, "{\"error\":\"unsupported_token_type\"}"));
    assertNative(400, "server_error", answered(401, "{\"error\":\"invalid_client\"}"));
    assertNative(502, "server_error", answered(302, ""));
    assertNative(502, "server_error", answered(200, "{\"error\":\"nope\"}"));
    Reply unavailable = answered(503, "");
    assertNative(503, "temporarily_unavailable", unavailable);
    assertEquals("5", header(unavailable, "Retry-After"));
    for (String body : new String[] {"", "OK", "{}", "<p>", "{\"access_token\":\"x\"}"}) {
      Reply reply = answered(200, body);
      assertEquals(200, reply.status(), body);
      assertEquals(0, reply.body().length);
    }
    assertTrue(answered(204, "").status() == 200);
  }

  private static Reply answered(int status, String body) throws Exception {
    Http http =
        (purpose, url, headers, sent) -> new Http.Response(status, Map.of(), body.getBytes());
    try (RelayUnderTest played = RelayUnderTest.over(http, RevokeTest::revocable)) {
      return played.reply("POST", "/revoke", "token=abc");
    }
  }
}
