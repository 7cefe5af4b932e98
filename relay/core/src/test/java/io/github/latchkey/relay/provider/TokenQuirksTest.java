package io.github.latchkey.relay.provider;

import static io.github.latchkey.relay.Replied.assertNative;
import static io.github.latchkey.relay.Replied.member;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.Replied;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.testing.Received;
import io.github.latchkey.testing.TokenFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings for what a provider does in a way of its own. */
final class TokenQuirksTest {
  private static String refreshed(String member, String answer) throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start(v -> v.put("TOKEN_MEMBER", member))) {
      relay.provider.nextTokenFaults(TokenFault.json(200, answer));
      return Replied.text(relay.reply("POST", "/refresh", "refresh_token=old"));
    }
  }

  @Test
  void theTokensOfAMemberStandInThePlaceOfThoseBesideIt() throws Exception {
    assertEquals(
        "{\"ok\":true,\"team\":{\"name\":\"\u00c9quipe\"},"
            + "\"who\":{\"id\":\"U1\",\"access_token\":\"user\",\"scope\":\"a,b\"},"
            + "\"access_token\":\"user\",\"scope\":\"a,b\"}",
        refreshed(
            "who",
            "{\"ok\":true, \"access_token\":\"bot\",\"refresh_token\":\"bots\",\"expires_in\":9,"
                + "\"team\":{\"name\":\"\u00c9quipe\"},"
                + "\"who\":{\"id\":\"U1\",\"access_token\":\"user\",\"scope\":\"a,b\"}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"access_token\": \"a\"}",
        "{\"access_token\": \"a\",\"who\":{\"id\":\"U1\"}}",
        "{\"access_token\": \"a\",\"who\":\"x\"}",
        "{\"access_token\": \"a\",\"who\":[{\"access_token\":\"b\"}]}",
        "{\"access_token\": \"a\",\"who\":null}",
        "{\"access_token\": \"a\",\"who\":{\"access_token\":7}}",
        "{\"access_token\": \"a\",\"who\":{\"x\":1,\"x\":2,\"access_token\":\"b\"}}"
      })
  void anAnswerWhoseMemberHasNoTokensIsTakenAsItIs(String answer) throws Exception {
    assertEquals(answer, refreshed("who", answer));
  }

  @Test
  void aRotatedTokenOfAMemberIsRepeatedLikeAnyOther() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start(v -> v.put("TOKEN_MEMBER", "who"))) {
      relay.provider.nextTokenFaults(
          TokenFault.json(
              200, "{\"who\":{\"access_token\":\"a\",\"refresh_token\":\"new\"},\"ok\":true}"));
      Reply first = relay.reply("POST", "/refresh", "refresh_token=old");
      assertEquals("new", member(first, "refresh_token"));
      Reply again = relay.reply("POST", "/refresh", "refresh_token=old");
      assertEquals(Replied.text(first), Replied.text(again));
      assertEquals(1, relay.provider.refreshes());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|{\"status\":\"BAD_REFRESH_TOKEN\",\"message\":\"missing\"}|400|invalid_grant",
        "401|{\"error\":{\"a\":1},\"reason\":\"gone\"}|400|invalid_grant",
        "200|{\"error\":\"gone\"}|400|invalid_grant",
        "200|{\"ok\":false,\"error\":\"other\",\"status\":\"gone\"}|400|invalid_grant",
        "200|{\"status\":\"gone\"}|400|invalid_grant",
        "400|{\"error\":\"gone too\"}|400|server_error",
        "400|{\"errors\":[\"gone\"]}|400|server_error",
        "503|{\"error\":\"gone\"}|503|temporarily_unavailable",
        "429|{\"status\":\"BAD_REFRESH_TOKEN\"}|503|temporarily_unavailable",
      })
  void itsOwnWordsForInvalidGrantCount(int status, String answer, int replied, String error)
      throws Exception {
    try (RelayUnderTest relay =
        RelayUnderTest.start(v -> v.put("INVALID_GRANT", "BAD_REFRESH_TOKEN, gone"))) {
      relay.provider.nextTokenFaults(TokenFault.json(status, answer));
      assertNative(replied, error, relay.reply("POST", "/refresh", "refresh_token=x"));
    }
  }

  @Test
  void inTokensTheseWordsMeanNothing() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start(v -> v.put("INVALID_GRANT", "gone"))) {
      relay.provider.nextTokenFaults(
          TokenFault.json(200, "{\"access_token\":\"a\",\"name\":\"gone\"}"));
      assertEquals(200, relay.reply("POST", "/refresh", "refresh_token=x").status());
    }
  }

  @Test
  void moreParametersGoWithTheCodeAlone() throws Exception {
    List<Map<String, String>> forms =
        forms(v -> v.put("TOKEN_PARAMS", "expiring=1&audience=a%20b"));
    assertEquals("1", forms.get(0).get("expiring"));
    assertEquals("a b", forms.get(0).get("audience"));
    assertEquals(null, forms.get(1).get("expiring"));
  }

  @Test
  void theScopeGoesUnderAnotherName() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start(v -> v.put("SCOPE_PARAM", "user_scope"))) {
      Login login = relay.authorize();
      Map<String, String> query = Replied.query(login.url());
      assertEquals("profile,files.read", query.get("user_scope"));
      assertEquals(null, query.get("scope"));
    }
  }

  private static List<Map<String, String>> forms(Consumer<Map<String, String>> settings)
      throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start(settings)) {
      String token = member(relay.pollNatively(relay.logIn()), "refresh_token");
      assertEquals(200, relay.reply("POST", "/refresh", "refresh_token=" + token).status());
      List<Map<String, String>> forms = new ArrayList<>();
      for (Received request : relay.provider.received()) {
        if (request.path().equals("/token")) {
          forms.add(request.form());
        }
      }
      assertEquals(2, forms.size());
      return forms;
    }
  }
}
