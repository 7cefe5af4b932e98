package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A window that is blocked, or that the browser says nothing about, must not end the login: its
 * page can be opened by a link. Nor may the opened page reach the plugin.
 */
class C16BlockedWindowTest {
  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aPressOnTheButtonOpensTheProvidersPageInAWindowWithoutAnOpener() {
    stage.provider().asksPerson(true);
    PluginPage plugin = stage.openPlugin();
    Page window = stage.window(() -> plugin.page().click("#login"));
    window.waitForSelector("#allow");
    assertEquals(true, window.evaluate("window.opener === null"));
    assertEquals("waiting", plugin.snapshot().get("phase"));
    assertEquals(window.url(), plugin.snapshot().get("url"));
    window.click("#allow");
    plugin.waitUntil("client.getSnapshot().isSignedIn");
    window.waitForURL(stage.relayUrl() + "/done");
  }

  @Test
  void aPreparedLoginOpensItsWindowInTheVeryClick() {
    PluginPage plugin =
        stage.openPlugin(
            "open: (url) => { globalThis.openedUrl = url; },"
                + " async fetch(...call) { const answer = await fetch(...call);"
                // A task later than the client, which has then seen the whole answer too.
                + " answer.clone().text().then(() => setTimeout(() => { isPrepared = true; }));"
                + " return answer; }");
    plugin.evaluate("(globalThis.isPrepared = false, client.prepareLogin())");
    plugin.waitUntil("globalThis.isPrepared");
    assertNull(plugin.evaluate("globalThis.openedUrl"));
    String url = (String) plugin.evaluate("(client.login().catch(() => {}), openedUrl)");
    assertTrue(url.startsWith(stage.provider().origin() + "/authorize?"), url);
  }

  @Test
  void aBlockedWindowLeavesTheLoginWaitingWithItsUrlInTheSnapshot() {
    stage.context().addInitScript("globalThis.asked = 0; window.open = () => (asked++, null);");
    PluginPage plugin = stage.openPlugin();
    plugin.begin("login", "client.login()");
    plugin.waitUntil("client.getSnapshot().login?.phase === 'waiting' && asked === 1");
    assertNull(plugin.snapshot().get("error"));
    String url = (String) plugin.snapshot().get("url");
    Page byLink =
        stage.window(
            () -> {
              plugin.evaluate(
                  "void document.body.insertAdjacentHTML('beforeend', '<a id=link target=_blank"
                      + " rel=noopener>Log in</a>')");
              plugin.evaluate("void (link.href = argument)", url);
              plugin.page().click("#link");
            });
    byLink.waitForURL(stage.relayUrl() + "/done");
    assertNotNull(plugin.end("login").members().get("access_token"));
  }

  @Test
  void pressedAgainTheSamePageIsOpenedAndBothCallersWait() {
    stage
        .context()
        .addInitScript(
            "globalThis.urls = []; const real = window.open.bind(window); window.open = (url,"
                + " ...rest) => urls.push(url) < 2 ? null : real(url, ...rest);");
    PluginPage plugin = stage.openPlugin();
    plugin.begin("first", "client.login()");
    plugin.waitUntil("urls.length === 1");
    stage.window(() -> plugin.begin("second", "client.login()"));
    assertNotNull(plugin.end("first").members().get("access_token"));
    assertNotNull(plugin.end("second").members().get("access_token"));
    assertEquals(true, plugin.evaluate("urls[0] === urls[1]"));
    assertEquals(1, stage.provider().exchanges());
  }
}
