package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in answers and in storage that mean something to JavaScript must stay data. */
class C13PrototypePollutionTest {
  private static final String HOSTILE =
      "\"__proto__\":{\"polluted\":1,\"access_token\":\"forged\",\"scope\":\"forged\"},"
          + "\"constructor\":{\"prototype\":{\"polluted\":1}},"
          + "\"nested\":{\"__proto__\":{\"polluted\":1}},"
          + "\"toString\":1,\"valueOf\":1,\"toJSON\":1,\"then\":1,\"hasOwnProperty\":1";

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void membersThatWouldReachPrototypesStayData() {
    PluginPage plugin = stage.openPlugin();
    store(
        plugin,
        "{\"access_token\":\"a\",\"__proto__\":{\"polluted\":1},"
            + "\"constructor\":{\"prototype\":{\"polluted\":1}}}");
    plugin.reload();
    assertTrue(plugin.isSignedIn());
    assertEquals(true, plugin.evaluate("({}).polluted === undefined"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "refresh"})
  void answersAreReadByTheirOwnNames(String way) {
    PluginPage plugin = stage.openPlugin();
    answerEverythingWith(
        plugin,
        "{\"access_token\":\"own\",\"refresh_token\":\"r\",\"url\":\"https://login.test/\","
            + "\"readKey\":\"k\",\"expires_in\":600,\"interval\":1,"
            + HOSTILE
            + "}");
    if (way.equals("refresh")) {
      plugin.evaluate("client.setTokens({ access_token: 'old', refresh_token: 'r' })");
    }
    Map<String, Object> tokens = plugin.outcome("client." + way + "()").members();
    assertEquals("own", tokens.get("access_token"));
    assertEquals(true, plugin.evaluate("client.tokens.polluted === undefined"));
    assertEquals(true, plugin.evaluate("client.tokens.scope === undefined"));
    assertEquals(
        true, plugin.evaluate("Object.getPrototypeOf(client.tokens) === Object.prototype"));
    assertNothingToCopy(plugin);
    assertClean(plugin);
  }

  @Test
  void aTokenThatOnlyAPrototypeHasIsNone() {
    PluginPage plugin = stage.openPlugin();
    answerEverythingWith(plugin, "{" + HOSTILE + "}");
    plugin.evaluate("client.setTokens({ access_token: 'old', refresh_token: 'r' })");
    assertEquals("invalid_response", plugin.outcome("client.refresh()").code());
    assertEquals("old", plugin.evaluate("client.tokens.access_token"));
    assertClean(plugin);
  }

  @Test
  void storedTokensAreReadByTheirOwnNames() {
    PluginPage plugin = stage.openPlugin();
    store(plugin, "{\"access_token\":\"own\"," + HOSTILE + "}");
    plugin.reload();
    assertEquals("own", plugin.evaluate("client.tokens.access_token"));
    assertNothingToCopy(plugin);
    assertClean(plugin);
  }

  @Test
  void storedTokensThatOnlyAPrototypeHasAreNone() {
    PluginPage plugin = stage.openPlugin();
    store(plugin, "{" + HOSTILE + "}");
    plugin.reload();
    assertFalse(plugin.isSignedIn());
    assertNull(plugin.evaluate("client.tokens"));
    assertClean(plugin);
  }

  private static void answerEverythingWith(PluginPage plugin, String json) {
    plugin.evaluate(
        "void (globalThis.client = latchkey.createOAuthClient({ relay: 'https://relay.test',"
            + " storage: null, open() {}, fetch: async () => new Response(argument) }))",
        json);
  }

  /** Code that copies tokens member by member must not set a prototype with it. */
  private static void assertNothingToCopy(PluginPage plugin) {
    assertEquals(
        true,
        plugin.evaluate(
            "[client.tokens, client.tokens.nested].every((tokens) => tokens.polluted === undefined"
                + " && Object.assign({}, tokens).polluted === undefined)"));
  }

  private static void assertClean(PluginPage plugin) {
    assertEquals(
        true, plugin.evaluate("({}).polluted === undefined && ({}).access_token === undefined"));
  }

  private void store(PluginPage plugin, String text) {
    plugin.evaluate(
        "localStorage.setItem(argument[0], argument[1])",
        new Object[] {"latchkey:" + stage.relayUrl(), text});
  }
}
