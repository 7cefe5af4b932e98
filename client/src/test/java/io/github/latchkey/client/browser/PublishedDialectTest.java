package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Our client before the relay that Framer publishes. */
class PublishedDialectTest {
  @RegisterExtension final Stage stage = new Stage();

  private PublishedRelay relay;

  @BeforeEach
  void start() throws Exception {
    relay = PublishedRelay.start(stage.provider());
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  private PluginPage openPlugin() {
    return stage.openPlugin("relay: '" + relay.url() + "', pollIntervalMillis: 100");
  }

  @Test
  void logsInWithTheReadKeyInTheQuery() {
    stage.provider().asksPerson(true);
    PluginPage plugin = openPlugin();
    Page window = stage.window(() -> plugin.begin("login", "client.login()"));
    plugin.page().waitForResponse("**/poll?readKey=*", () -> {});
    window.click("#allow");
    assertNotNull(plugin.end("login").members().get("access_token"));
    assertTrue(plugin.isSignedIn());
    assertFalse(relay.targets().contains("POST /poll"), () -> "" + relay.targets());
  }

  @Test
  void refreshesWithTheTokenInTheQuery() {
    PluginPage plugin = openPlugin();
    Object before = stage.login(plugin).get("access_token");
    stage.provider().endAccessTokens();
    assertEquals("200", profileStatus(plugin));
    assertNotEquals(before, plugin.evaluate("client.tokens.access_token"));
    assertFalse(relay.targets().contains("POST /refresh"), () -> "" + relay.targets());
  }

  @Test
  void refreshesAfterAReloadToo() {
    PluginPage plugin = openPlugin();
    stage.login(plugin);
    stage.provider().endAccessTokens();
    plugin.reload();
    assertEquals("200", profileStatus(plugin));
    assertTrue(plugin.isSignedIn());
  }

  @Test
  void aRefreshTokenThatIsRefusedTwiceEndsTheSession() {
    PluginPage plugin = openPlugin();
    stage.login(plugin);
    stage.provider().revokeAll();
    plugin.outcome("client.fetch(argument)", stage.provider().profileUrl());
    plugin.outcome("client.fetch(argument)", stage.provider().profileUrl());
    assertFalse(plugin.isSignedIn());
    assertEquals("invalid_grant", plugin.snapshot().get("error"));
  }

  @Test
  void thePollOfTheGuidesKindWorksWithoutALoginBefore() {
    PluginPage plugin = openPlugin();
    plugin.evaluate(
        "void (globalThis.asked = await (await fetch(argument, { method: 'POST' })).json())",
        relay.url() + "/authorize");
    stage.context().newPage().navigate((String) plugin.evaluate("asked.url"));
    assertNotNull(
        plugin.outcome("client.pollForTokens(asked.readKey)").members().get("access_token"));
  }

  private String profileStatus(PluginPage plugin) {
    return plugin
        .outcome("(await client.fetch(argument)).status", stage.provider().profileUrl())
        .text();
  }
}
