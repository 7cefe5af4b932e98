package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The ways in which a login ends without tokens: each promise is settled, and by the right code.
 */
class LoginEndTest {
  @RegisterExtension final Stage stage = new Stage();

  @Test
  void anAbortEndsItsCallerAndTheLastOneEndsTheLogin() {
    stage.provider().asksPerson(true);
    PluginPage plugin = stage.openPlugin();
    plugin.evaluate("void (globalThis.one = new AbortController())");
    plugin.evaluate("void (globalThis.two = new AbortController())");
    stage.window(() -> plugin.begin("first", "client.login({ signal: one.signal })"));
    stage.window(() -> plugin.begin("second", "client.login({ signal: two.signal })"));
    plugin.evaluate("one.abort()");
    assertEquals("cancelled", plugin.end("first").code());
    assertEquals("waiting", plugin.snapshot().get("phase"));
    plugin.evaluate("two.abort()");
    assertEquals("cancelled", plugin.end("second").code());
    assertNull(plugin.snapshot().get("phase"));
    assertNull(plugin.snapshot().get("error"));
  }

  @Test
  void aSignalThatWasAbortedBeforeOpensNothing() {
    PluginPage plugin = stage.openPlugin();
    assertEquals(
        "cancelled", plugin.outcome("client.login({ signal: AbortSignal.abort() })").code());
    assertEquals(1, stage.context().pages().size());
  }

  @Test
  void cancellingEndsEveryCaller() {
    stage.provider().asksPerson(true);
    PluginPage plugin = stage.openPlugin();
    stage.window(() -> plugin.begin("first", "client.login()"));
    stage.window(() -> plugin.begin("second", "client.login()"));
    plugin.evaluate("client.cancelLogin()");
    assertEquals("cancelled", plugin.end("first").code());
    assertEquals("cancelled", plugin.end("second").code());
    assertNull(plugin.snapshot().get("phase"));
  }

  @Test
  void aCancelledLoginIsNotTakenUpByTheNextPage() {
    stage.provider().asksPerson(true);
    PluginPage plugin = stage.openPlugin();
    stage.window(() -> plugin.begin("login", "client.login()"));
    plugin.waitUntil("client.getSnapshot().login?.phase === 'waiting'");
    plugin.evaluate("client.cancelLogin()");
    plugin.reload();
    assertNull(plugin.snapshot().get("phase"));
  }

  @Test
  void aLoginThatNobodyFinishesEndsByTimeout() {
    stage.provider().asksPerson(true);
    PluginPage plugin = stage.openPlugin("loginTimeoutMillis: 300");
    plugin.begin("login", "client.login()");
    assertEquals("timeout", plugin.end("login").code());
    assertEquals("timeout", plugin.snapshot().get("error"));
    assertNull(plugin.snapshot().get("phase"));
  }

  @Test
  void aLoginThatIsOverdueAtTheRelayEndsByTimeout() {
    stage.provider().asksPerson(true);
    PluginPage plugin = stage.openPlugin();
    stage.window(() -> plugin.begin("login", "client.login()"));
    plugin.waitUntil("client.getSnapshot().login?.phase === 'waiting'");
    stage.restartRelayLater(Duration.ofMinutes(21).toMillis());
    assertEquals("timeout", plugin.end("login").code());
  }

  @Test
  void aLoginWithAnotherPromptReplacesTheOneBefore() {
    stage.provider().asksPerson(true);
    PluginPage plugin = stage.openPlugin();
    stage.window(() -> plugin.begin("first", "client.login()"));
    Page window = stage.window(() -> plugin.begin("second", "client.login({ prompt: 'login' })"));
    assertEquals("replaced", plugin.end("first").code());
    window.click("#allow");
    assertNotNull(plugin.end("second").members().get("access_token"));
    assertNull(plugin.snapshot().get("error"));
  }

  @Test
  void disposingEndsTheLogin() {
    stage.provider().asksPerson(true);
    PluginPage plugin = stage.openPlugin();
    stage.window(() -> plugin.begin("login", "client.login()"));
    plugin.evaluate("client.dispose()");
    assertEquals("disposed", plugin.end("login").code());
    assertEquals("disposed", plugin.outcome("client.login()").code());
  }

  @Test
  void aSecondPollOfTheGuidesKindSettlesTheFirst() {
    stage.provider().asksPerson(true);
    PluginPage plugin = stage.openPlugin();
    plugin.evaluate("void (globalThis.asked = [])");
    for (int i = 0; i < 2; i++) {
      plugin.evaluate(
          "asked.push(await (await fetch(argument, { method: 'POST' })).json())",
          stage.relayUrl() + "/authorize");
    }
    plugin.begin("first", "client.pollForTokens(asked[0].readKey)");
    plugin.begin("second", "client.pollForTokens(asked[1].readKey)");
    assertEquals("replaced", plugin.end("first").code());
    Page window = stage.context().newPage();
    window.navigate((String) plugin.evaluate("asked[1].url"));
    window.click("#allow");
    assertNotNull(plugin.end("second").members().get("access_token"));
  }
}
