package io.github.latchkey.relay.provider;

import static io.github.latchkey.relay.Replied.member;
import static io.github.latchkey.relay.Replied.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.Replied;
import io.github.latchkey.relay.http.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A configured endpoint does not lose its own query; a clash stops the start (see settings). */
final class T07EndpointQueryTest {
  @Test
  void theEndpointsKeepTheirOwnQueries() throws Exception {
    try (RelayUnderTest relay =
        RelayUnderTest.start(
            v -> {
              v.compute("AUTHORIZE_ENDPOINT", (name, url) -> url + "?tenant=a%2Fb&x");
              v.compute("TOKEN_ENDPOINT", (name, url) -> url + "?v=2%20");
              v.put("AUTHORIZE_PARAMS", "access_type=offline&note=a+b");
            })) {
      Login login = relay.authorize();
      assertTrue(login.url().contains("/authorize?tenant=a%2Fb&x&response_type=code&"));
      assertTrue(login.url().endsWith("&access_type=offline&note=a%20b"), login.url());
    }
    try (RelayUnderTest relay =
        RelayUnderTest.start(v -> v.compute("TOKEN_ENDPOINT", (name, url) -> url + "?v=2%20"))) {
      relay.logIn();
      assertEquals(
          1, relay.provider.received().stream().filter(r -> "v=2%20".equals(r.rawQuery())).count());
    }
  }

  @Test
  void aPromptIsPassedOnInThePlaceOfTheConfiguredOne() throws Exception {
    try (RelayUnderTest relay =
        RelayUnderTest.start(v -> v.put("AUTHORIZE_PARAMS", "prompt=consent&a=b"))) {
      assertEquals("consent", sent(relay, "").get("prompt"));
      assertEquals("select_account", sent(relay, "prompt=select_account").get("prompt"));
      assertEquals("b", sent(relay, "prompt=login").get("a"));
      Replied.assertNative(
          400, "invalid_request", relay.reply("POST", "/authorize", "prompt=none"));
    }
  }

  @Test
  void nothingElseThatACallerSendsReachesTheProvider() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      Map<String, String> sent = sent(relay, "state=evil&redirect_uri=evil&scope=evil&x=evil");
      assertTrue(sent.values().stream().noneMatch(value -> value.contains("evil")));
      assertNull(sent.get("x"));
      Reply reply = relay.reply("POST", "/authorize?prompt=login&x=evil", "");
      assertNull(query(member(reply, "url")).get("prompt"));
    }
  }

  @Test
  void withoutPkceNoChallengeIsSentAndNoVerifier() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start(v -> v.put("PKCE", "off"))) {
      relay.provider.pkceRequired(false);
      assertNull(sent(relay, "").get("code_challenge"));
      relay.reply("GET", relay.visit(relay.authorize()), "");
      assertTrue(
          relay.provider.received().stream().noneMatch(r -> r.body().contains("code_verifier")));
    }
  }

  private static Map<String, String> sent(RelayUnderTest relay, String body) {
    return query(member(relay.reply("POST", "/authorize", body), "url"));
  }
}
