package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refresh whose answer names no refresh token must not lose the one that was there. */
class C09RefreshTokenKeptTest {
  @RegisterExtension final Stage stage = new Stage();

  @Test
  void anAnswerWithoutRefreshTokenKeepsTheOneThatWasThere() {
    stage.provider().rotates(false);
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    Object refreshToken = plugin.evaluate("client.tokens.refresh_token");
    for (int i = 1; i <= 2; i++) {
      stage.provider().endAccessTokens();
      assertEquals("Ada Lovelace", nameOfProfile(plugin));
      assertEquals(refreshToken, plugin.evaluate("client.tokens.refresh_token"));
      assertEquals(i, stage.provider().refreshes());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing of it | | old",
        "null | , \"refresh_token\": null | old",
        "an empty text | , \"refresh_token\": \"\" | old",
        "the same | , \"refresh_token\": \"old\" | old",
        "another | , \"refresh_token\": \"new\" | new",
      })
  void whatAnAnswerSaysOfTheRefreshToken(String says, String member, String kept) {
    PluginPage plugin = stage.openPlugin();
    String answer = "{\"access_token\": \"fresh\"" + (member == null ? "" : member) + "}";
    plugin.evaluate(
        "void (globalThis.client = latchkey.createOAuthClient({ relay: 'https://relay.test',"
            + " storage: localStorage, storageKey: 'golden', fetch: async () =>"
            + " new Response(argument) }))",
        answer);
    plugin.evaluate(
        "client.setTokens({ access_token: 'spent', refresh_token: 'old', scope: 'read',"
            + " expires_in: 60, token_type: 'Bearer' })");
    assertEquals("fresh", plugin.outcome("client.refresh()").members().get("access_token"));
    assertEquals(kept, plugin.evaluate("client.tokens.refresh_token"));
    assertEquals(kept, plugin.evaluate("JSON.parse(localStorage.golden).refresh_token"));
    assertEquals("read", plugin.evaluate("client.tokens.scope"));
    assertEquals(
        true,
        plugin.evaluate("client.tokens.expires_in === undefined"),
        "the older token's life is not the newer one's");
  }

  private String nameOfProfile(PluginPage plugin) {
    return plugin
        .outcome(
            "(await (await client.fetch(argument)).json()).name", stage.provider().profileUrl())
        .text();
  }
}
