package io.github.latchkey.relay.provider;

import static io.github.latchkey.relay.Replied.assertNative;
import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.jdk.JdkHttp;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An intercepted code is useless without the verifier (RFC 7636). */
final class T03CodeInterceptionTest {
  @Test
  void eachLoginHasAChallengeOfItsOwnAndTheExchangeHasItsVerifier() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      Login login = relay.authorize();
      Map<String, String> asked = query(login.url());
      assertEquals("S256", asked.get("code_challenge_method"));
      assertNotEquals(
          asked.get("code_challenge"), query(relay.authorize().url()).get("code_challenge"));
      assertEquals("/done", header(relay.reply("GET", relay.visit(login), ""), "Location"));
      String verifier = lastTokenRequest(relay).get("code_verifier");
      assertTrue(verifier.matches("[A-Za-z0-9_-]{43}"), verifier);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes());
      assertEquals(
          Base64.getUrlEncoder().withoutPadding().encodeToString(hash),
          asked.get("code_challenge"));
      assertFalse(login.url().contains(verifier));
    }
  }

  @Test
  void aWrongVerifierIsOneClearError() throws Exception {
    JdkHttp http = new JdkHttp();
    try (RelayUnderTest relay =
        RelayUnderTest.over(
            (purpose, url, headers, body) -> {
              String form = new String(body, StandardCharsets.US_ASCII);
              String other =
                  form.replaceAll("code_verifier=.{43}", "code_verifier=" + "x".repeat(43));
              assertNotEquals(form, other);
              return http.post(purpose, url, headers, other.getBytes(StandardCharsets.US_ASCII));
            },
            settings -> {})) {
      Login login = relay.authorize();
      Reply page = relay.reply("GET", relay.visit(login), "");
      assertEquals("/done/failed", header(page, "Location"));
      assertTrue(page.note().endsWith("provider 400 invalid_grant"), page.note());
      assertNative(502, "server_error", relay.pollNatively(login));
      assertNative(502, "server_error", relay.pollNatively(login));
      assertEquals(1, relay.provider.exchanges());
    }
  }

  @Test
  void onlyWhereItIsSwitchedOffIsThereNeitherChallengeNorVerifier() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start(settings -> settings.put("PKCE", "off"))) {
      relay.provider.pkceRequired(false);
      Login login = relay.authorize();
      assertFalse(login.url().contains("code_challenge"), login.url());
      assertEquals("/done", header(relay.reply("GET", relay.visit(login), ""), "Location"));
      assertFalse(lastTokenRequest(relay).containsKey("code_verifier"));
    }
  }

  private static Map<String, String> lastTokenRequest(RelayUnderTest relay) {
    return relay.provider.received().stream()
        .filter(request -> request.path().equals("/token"))
        .reduce((first, second) -> second)
        .orElseThrow()
        .form();
  }
}
