package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The relay is down at each step, or refuses the plugin's origin: each is told, and told apart. */
class RelayFailureTest {
  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aRelayThatIsDownWhenTheButtonIsPressedIsSaidAtOnceAndAskedAgain() {
    PluginPage plugin = stage.openPlugin();
    stage.stopRelay();
    plugin.begin("login", "client.login()");
    plugin.waitUntil("client.getSnapshot().error");
    assertEquals("relay_unreachable", plugin.snapshot().get("error"));
    assertEquals("opening", plugin.snapshot().get("phase"));
    String message = (String) plugin.evaluate("client.getSnapshot().error.message");
    assertTrue(message.contains(stage.relayUrl()), message);
    assertEquals(1, stage.context().pages().size());
    plugin.evaluate("client.cancelLogin()");
    assertEquals("cancelled", plugin.end("login").code());
    stage.startRelay();
    stage.login(plugin);
    assertNull(plugin.snapshot().get("error"));
  }

  @Test
  void aRelayThatIsDownAtARefreshCostsTheCallAndNotTheSession() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    stage.stopRelay();
    assertEquals("relay_unreachable", plugin.outcome("client.refresh()").code());
    assertTrue(plugin.isSignedIn());
    assertNotNull(plugin.stored(stage));
    stage.startRelay();
    assertNotNull(plugin.outcome("client.refresh()").members().get("access_token"));
  }

  @Test
  void aCallThatFindsNeitherAGoodTokenNorARelaySaysSo() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    stage.provider().endAccessTokens();
    stage.stopRelay();
    assertEquals(
        "relay_unreachable",
        plugin.outcome("client.fetch(argument)", stage.provider().profileUrl()).code());
    assertTrue(plugin.isSignedIn());
  }

  @Test
  void aRefusedOriginIsToldApartFromARelayThatIsDown() {
    stage.servePlugin("/", "");
    String origin = stage.pages().origin("other-plugin.test");
    PluginPage plugin = new PluginPage(stage.context().newPage()).open(origin + "/");
    Outcome refused = plugin.outcome("client.login()");
    assertEquals("origin_not_allowed", refused.code());
    assertTrue(refused.message().contains(origin), refused.message());
    assertTrue(refused.message().contains("PLUGIN_URI"), refused.message());
    stage.stopRelay();
    plugin.begin("login", "client.login()");
    plugin.waitUntil("client.getSnapshot().error?.code === 'relay_unreachable'");
    assertEquals(0, stage.provider().received().size());
  }
}
