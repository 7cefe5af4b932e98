package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.testing.TokenFault;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that is not tokens must never be stored as tokens. */
class C08AnswerDoorTest {
  private static final int ANSWERS = Boolean.getBoolean("soak") ? 10_000 : 500;

  /**
   * Answers to a login's poll or to a refresh, one client each; gives what went wrong, and how many
   * of the answers were tokens. Which they are is decided here by a rule of its own.
   */
  private static final String FUZZ =
      """
      (async () => {
        const [way, count] = argument;
        let seed = 7;
        const random = (below) => {
          seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
          return Math.floor(seed / 4294967296 * below);
        };
        const pick = (list) => list[random(list.length)];
        const value = (depth) => pick([
          () => "token" + random(9), () => "token" + random(9), () => "token" + random(9), () => "", () => null, () => random(1000), () => -1, () => true,
          () => [], () => ["a"], () => ({}), () => (depth ? object(depth - 1) : 0),
          () => "invalid_grant", () => "\\u0000\\ud800", () => "x".repeat(5000),
        ])();
        const names = ["access_token", "access_token", "access_token", "refresh_token", "expires_in",
          "error", "error_description", "token_type", "scope", "obtained_at", "toJSON", "length"];
        const object = (depth) => {
          const made = random(2) ? { access_token: "token" + random(9) } : {};
          for (let i = random(6); i >= 0; i--) made[pick(names)] = value(depth);
          return made;
        };
        const mangled = (text) => {
          const at = random(text.length + 1);
          return pick([
            () => text.slice(0, at), () => text.slice(at), () => text + text,
            () => text.slice(0, at) + pick(['"', "{", "}", ",", ":", "0", "\\\\"]) + text.slice(at),
            () => "<!doctype html>" + text, () => "[" + text + "]", () => JSON.stringify(text),
          ])();
        };
        const wrong = [];
        let accepted = 0;
        for (let i = 0; i < count; i++) {
          const clean = JSON.stringify(pick([object, object, object, value])(1));
          const text = random(3) ? clean : mangled(clean);
          const status = pick([200, 200, 200, 200, 201, 203, 401, 403, 409, 410, 422]);
          let parsed;
          try { parsed = JSON.parse(text); } catch { parsed = undefined; }
          const token = status === 200 && Object(parsed) === parsed ? parsed.access_token : undefined;
          const isTokens = typeof token === "string" && token.length > 0;
          let stored = null;
          const client = latchkey.createOAuthClient({
            relay: "https://relay.test",
            storageKey: "fuzz" + way + i,
            storage: {
              getItem: () => stored,
              setItem: (key, text) => { stored = text; },
              removeItem: () => { stored = null; },
            },
            open() {},
            fetch: async (url) => url.endsWith("/authorize")
              ? new Response('{"url":"https://login.test/","readKey":"k","expires_in":600}')
              : new Response(text, { status }),
          });
          if (way === "refresh") client.setTokens({ access_token: "old", refresh_token: "old" });
          const before = stored;
          const fate = await outcome(client[way]());
          const isSaved = stored !== before && stored !== null;
          if (isTokens) accepted++;
          const isRight = isTokens
            ? isSaved && JSON.parse(stored).access_token === token
              && fate.value.access_token === token && client.tokens.access_token === token
            : !isSaved && fate.error?.isOAuthError
              && (way === "login" ? client.tokens === null
                : client.tokens === null || client.tokens.access_token === "old");
          if (!isRight) wrong.push(status + " " + text.slice(0, 200) + " -> " + JSON.stringify(fate));
          client.dispose();
        }
        return { accepted, wrong };
      })()
      """;

  @RegisterExtension final Stage stage = new Stage();

  @ParameterizedTest
  @ValueSource(strings = {"login", "refresh"})
  @SuppressWarnings("unchecked")
  void ofManyAnswersExactlyThoseWithAnAccessTokenAreTaken(String way) {
    PluginPage plugin = stage.openPlugin();
    Map<String, Object> found =
        (Map<String, Object>) plugin.evaluate(FUZZ, new Object[] {way, ANSWERS});
    assertEquals(List.of(), found.get("wrong"));
    int accepted = (int) found.get("accepted");
    assertTrue(accepted > ANSWERS / 20, () -> "only " + accepted + " were tokens");
    assertTrue(accepted < ANSWERS / 2, () -> accepted + " were tokens");
  }

  static Stream<Arguments> noTokens() {
    return Stream.of(
        Arguments.of("a page", TokenFault.html()),
        Arguments.of("200 with an error", TokenFault.errorUnder200()),
        Arguments.of("200 without access_token", TokenFault.noAccessToken()),
        Arguments.of("invalid_grant", TokenFault.invalidGrant()),
        Arguments.of("a redirect", TokenFault.redirect("http://127.0.0.1:1/")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noTokens")
  void anAnswerWithoutTokensEndsTheLogin(String name, TokenFault fault) {
    stage.provider().tokenFault(fault);
    PluginPage plugin = stage.openPlugin();
    assertEquals("server_error", stage.loginOutcome(plugin).code());
    assertFalse(plugin.isSignedIn());
    assertNull(plugin.stored(stage));
    assertNull(plugin.evaluate("client.tokens"));
    stage.provider().tokenFault(null);
    stage.login(plugin);
  }
}
