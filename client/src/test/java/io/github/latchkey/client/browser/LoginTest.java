package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A login from the press of the button to the tokens. */
class LoginTest {
  @RegisterExtension final Stage stage = new Stage();

  @Test
  @Tag("both-hosts")
  void theProvidersAnswerReachesThePluginMemberByMember() {
    PluginPage plugin = stage.openPlugin();
    Map<String, Object> tokens = stage.login(plugin);
    String answer = stage.provider().tokenAnswers().get(0);
    assertEquals(
        true,
        plugin.evaluate(
            "Object.entries(JSON.parse(argument[0])).every(([k, v]) => argument[1][k] === v)",
            new Object[] {answer, tokens}));
    assertTrue(plugin.isSignedIn());
    assertNull(plugin.snapshot().get("phase"));
    assertEquals(1, stage.provider().exchanges());
  }

  @Test
  void whatIsStoredIsTheProvidersAnswerAndWhenItCame() {
    PluginPage plugin = stage.openPlugin();
    long before = System.currentTimeMillis();
    stage.login(plugin);
    Object[] argument = {plugin.stored(stage), stage.provider().tokenAnswers().get(0)};
    Object obtainedAt = plugin.evaluate("JSON.parse(argument[0]).obtained_at", argument);
    assertTrue(((Number) obtainedAt).longValue() >= before);
    assertTrue(((Number) obtainedAt).longValue() <= System.currentTimeMillis());
    String rest =
        "(({ obtained_at, requested_scope, ...stored }) => ((answer) =>"
            + " Object.keys(stored).length === Object.keys(answer).length"
            + " && Object.keys(answer).every((name) => stored[name] === answer[name])"
            + ")(JSON.parse(argument[1])))(JSON.parse(argument[0]))";
    assertEquals(true, plugin.evaluate(rest, argument), () -> argument[0] + "\n" + argument[1]);
  }

  @Test
  void aLoginIsThereAgainAfterAReload() {
    PluginPage plugin = stage.openPlugin();
    Map<String, Object> tokens = stage.login(plugin);
    plugin.reload();
    assertTrue(plugin.isSignedIn());
    assertEquals(tokens.get("access_token"), plugin.evaluate("client.tokens.access_token"));
    assertEquals(
        "Ada Lovelace",
        plugin
            .outcome("(await client.fetch(argument)).json()", stage.provider().profileUrl())
            .members()
            .get("name"));
    assertEquals(1, stage.provider().countOf("/token"));
  }

  @Test
  @Tag("both-hosts")
  void theRefusalOfThePersonIsKnownAtOnce() {
    stage.provider().asksPerson(true);
    PluginPage plugin = stage.openPlugin("pollIntervalMillis: 600000");
    Page window = stage.window(() -> plugin.begin("login", "client.login()"));
    window.click("#refuse");
    assertEquals("access_denied", plugin.end("login").code());
    assertEquals("access_denied", plugin.snapshot().get("error"));
    assertNull(plugin.snapshot().get("phase"));
    assertFalse(plugin.isSignedIn());
    window.waitForURL(stage.relayUrl() + "/done/refused");
  }

  @Test
  void pressedTwiceTheOlderWindowFinishesAndBothCallersGetTheTokens() {
    stage.provider().asksPerson(true);
    PluginPage plugin = stage.openPlugin();
    Page older = stage.window(() -> plugin.begin("first", "client.login()"));
    older.waitForSelector("#allow");
    Page newer = stage.window(() -> plugin.begin("second", "client.login()"));
    newer.waitForSelector("#allow");
    assertEquals(older.url(), newer.url());
    older.click("#allow");
    Object accessToken = plugin.end("first").members().get("access_token");
    assertNotNull(accessToken);
    assertEquals(accessToken, plugin.end("second").members().get("access_token"));
    assertEquals(1, stage.provider().exchanges());
  }

  @Test
  @Tag("both-hosts")
  void aPageReloadedInTheMiddleOfALoginGoesOnWithIt() {
    stage.provider().asksPerson(true);
    PluginPage plugin = stage.openPlugin();
    Page window = stage.window(() -> plugin.page().click("#login"));
    window.waitForSelector("#allow");
    plugin.reload();
    assertEquals("waiting", plugin.snapshot().get("phase"));
    window.click("#allow");
    plugin.waitUntil("client.getSnapshot().isSignedIn");
    assertNull(plugin.snapshot().get("phase"));
    plugin.reload();
    assertNull(plugin.snapshot().get("phase"));
    assertEquals(1, stage.provider().exchanges());
  }

  @Test
  void aPageReloadedInTheMiddleOfALoginCanBeCalledToLogInAndJoinsIt() {
    stage.provider().asksPerson(true);
    PluginPage plugin = stage.openPlugin();
    Page older = stage.window(() -> plugin.page().click("#login"));
    older.waitForSelector("#allow");
    plugin.reload();
    Page newer = stage.window(() -> plugin.begin("login", "client.login()"));
    newer.waitForSelector("#allow");
    older.click("#allow");
    assertNotNull(plugin.end("login").members().get("access_token"));
  }

  @Test
  void thePromptReachesTheProvider() {
    PluginPage plugin = stage.openPlugin();
    plugin.outcome("client.login({ prompt: 'select_account' })").members();
    assertEquals("select_account", stage.provider().received().get(0).query().get("prompt"));
  }

  @Test
  void afterLogoutNothingIsStoredAndTheNextPageIsSignedOut() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    plugin.evaluate("void client.logout()");
    assertFalse(plugin.isSignedIn());
    assertNull(plugin.stored(stage));
    plugin.reload();
    assertFalse(plugin.isSignedIn());
    assertNull(plugin.evaluate("client.tokens"));
    assertEquals(
        "login_required",
        plugin.outcome("client.fetch(argument)", stage.provider().profileUrl()).code());
  }
}
