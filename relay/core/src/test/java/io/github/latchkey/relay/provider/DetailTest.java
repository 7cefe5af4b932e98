package io.github.latchkey.relay.provider;

import static io.github.latchkey.relay.Replied.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.testing.TokenFault;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** On localhost the log contains what the provider says about an error; plugins never see it. */
final class DetailTest {
  private static final String WORDS = "Missing parameter: code_challenge_method";

  /** The note of a login whose exchange is answered by this JSON. */
  private static String note(Consumer<Map<String, String>> settings, String json) throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start(settings)) {
      relay.provider.nextTokenFaults(TokenFault.json(400, json));
      Login login = relay.authorize();
      Reply page = relay.reply("GET", relay.visit(login), "");
      Reply poll = relay.pollNatively(login);
      assertFalse((text(page) + page.headers() + text(poll)).contains("Missing"), text(poll));
      return page.note().substring(page.note().indexOf("provider"));
    }
  }

  @Test
  void theProvidersDescriptionIsLogged() throws Exception {
    assertEquals(
        "provider 400 invalid_request: \"" + WORDS + "\"",
        note(v -> {}, "{\"error\":\"invalid_request\",\"error_description\":\"" + WORDS + "\"}"));
    assertEquals(
        "provider 400 other: bad_verification_code \"" + WORDS + "\"",
        note(v -> {}, "{\"error\":\"bad_verification_code\",\"message\":\"" + WORDS + "\"}"));
  }

  @Test
  void withLogDetailOffTheCodeAloneIsLogged() throws Exception {
    String json = "{\"error\":\"unknown_one\",\"error_description\":\"" + WORDS + "\"}";
    assertEquals("provider 400 other", note(v -> v.put("LOG_DETAIL", "off"), json));
  }

  @Test
  void theDescriptionIsLoggedAsPrintableAsciiAndCut() throws Exception {
    String description = "a\\u000ab\\\"c\\u00e9" + "x".repeat(300);
    assertEquals(
        "provider 400 invalid_scope: \"a?b?c?" + "x".repeat(194) + "\"",
        note(
            v -> {},
            "{\"error\":\"invalid_scope\",\"error_description\":\"" + description + "\"}"));
  }

  @Test
  void aDescriptionThatRepeatsWhatWasSentIsNotLogged() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      for (String secret : new String[] {"a-refresh-token", relay.provider.clientSecret()}) {
        relay.provider.nextTokenFaults(
            TokenFault.json(
                400, "{\"error\":\"x\",\"error_description\":\"got <" + secret + ">\"}"));
        Reply reply = relay.reply("POST", "/refresh", "refresh_token=a-refresh-token");
        assertEquals("provider 400 other", reply.note());
      }
    }
  }

  @Test
  void theDescriptionThatComesWithTheUserIsLogged() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      String target = relay.visit(relay.authorize());
      String state = target.substring(target.indexOf("state="));
      Reply reply =
          relay.reply(
              "GET", "/redirect?error=nonce_missing&error_description=nonce+required&" + state, "");
      assertTrue(
          reply.note().endsWith(", provider other: nonce_missing \"nonce required\""),
          reply.note());
    }
  }
}
