package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whose tokens a client holds, how far they reach, and what they allow. */
class AccountsTest {
  @RegisterExtension final Stage stage = new Stage();

  @Test
  void twoClientsWithTwoKeysInOnePageDoNotMeet() {
    PluginPage plugin = stage.openPlugin();
    String other =
        "void (globalThis.other = latchkey.createOAuthClient({ relay: '%s', storageKey: 'other' }))"
            .formatted(stage.relayUrl());
    plugin.evaluate(other);
    Map<String, Object> first = stage.login(plugin);
    assertNull(plugin.evaluate("other.tokens"));
    Page window = stage.window(() -> plugin.begin("other", "other.login()"));
    Object second = plugin.end("other").members().get("access_token");
    window.close();
    assertEquals(first.get("access_token"), plugin.evaluate("client.tokens.access_token"));
    assertNotEquals(first.get("access_token"), second);
    plugin.evaluate("void client.logout()");
    assertEquals(second, plugin.evaluate("other.tokens.access_token"));
    plugin.reload();
    plugin.evaluate(other);
    assertFalse(plugin.isSignedIn());
    assertEquals(second, plugin.evaluate("other.tokens.access_token"));
    stage.provider().asksPerson(true);
    stage.window(() -> plugin.begin("waiting", "client.login()")).waitForSelector("#allow");
    plugin.evaluate(other);
    assertNull(plugin.evaluate("other.getSnapshot().login"));
  }

  @Test
  void inSessionStorageTheTokensAreTheTabsOwn() {
    PluginPage plugin = stage.openPlugin("storage: sessionStorage");
    stage.login(plugin);
    assertEquals(0, plugin.evaluate("localStorage.length"));
    assertEquals(true, plugin.snapshot().get("isPersisted"));
    assertTrue(plugin.reload().isSignedIn());
    PluginPage tab = new PluginPage(stage.context().newPage()).open(stage.pages().origin() + "/");
    assertFalse(tab.isSignedIn());
  }

  @Test
  void whoSwitchesAccountsKeepsTheOldTokensUntilTheNewOnesAreThere() {
    PluginPage plugin = stage.openPlugin();
    Object old = stage.login(plugin).get("access_token");
    stage.provider().asksPerson(true);
    String switching = "client.login({ prompt: 'select_account' })";
    stage.window(() -> plugin.begin("cancelled", switching)).waitForSelector("#allow");
    assertEquals(old, plugin.evaluate("client.tokens.access_token"));
    assertEquals(
        "200",
        plugin
            .outcome("(await client.fetch(argument)).status", stage.provider().profileUrl())
            .text());
    plugin.evaluate("client.cancelLogin()");
    assertEquals("cancelled", plugin.end("cancelled").code());
    assertEquals(old, plugin.evaluate("client.tokens.access_token"));
    assertTrue(plugin.stored(stage).contains((String) old));
    Page window = stage.window(() -> plugin.begin("switched", switching));
    window.click("#allow");
    Object fresh = plugin.end("switched").members().get("access_token");
    assertNotEquals(old, fresh);
    assertEquals(fresh, plugin.evaluate("client.tokens.access_token"));
  }

  @Test
  void aLogoutIsSeenByTheOtherTabs() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    PluginPage tab = new PluginPage(stage.context().newPage()).open(stage.pages().origin() + "/");
    tab.evaluate("void client.subscribe(({ isSignedIn }) => (globalThis.told = isSignedIn))");
    assertTrue(tab.isSignedIn());
    plugin.evaluate("void client.logout()");
    tab.waitUntil("globalThis.told === false");
    assertNull(tab.evaluate("client.tokens"));
  }

  @Test
  void whatThePersonUntickedIsMissingAlsoAfterARefresh() {
    stage.provider().asksPerson(true);
    PluginPage plugin = stage.openPlugin();
    Page window = stage.window(() -> plugin.begin("login", "client.login()"));
    window.waitForSelector("#allow");
    window.evaluate("allow.href = allow.href.replace(/scope=[^&]*/, 'scope=profile')");
    window.click("#allow");
    plugin.end("login").members();
    String scopes =
        "(({ grantedScopes, missingScopes }) => [grantedScopes, missingScopes])"
            + "(client.getSnapshot())";
    assertEquals(List.of(List.of("profile"), List.of("files.read")), plugin.evaluate(scopes));
    plugin.outcome("client.refresh()").members();
    assertEquals(List.of(List.of("profile"), List.of("files.read")), plugin.evaluate(scopes));
  }
}
