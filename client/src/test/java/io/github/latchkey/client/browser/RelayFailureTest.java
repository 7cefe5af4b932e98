package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Route.FulfillOptions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The relay is down at each step, or refuses the plugin's origin: each is reported, and with its
 * own code.
 */
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

  @ParameterizedTest(name = "{0}, readable: {1}")
  @CsvSource({"502, false", "503, true", "504, true"})
  void aProxyThatAnswersWhileTheRelayStartsCostsTimeAndNoLogin(int status, boolean isReadable) {
    AtomicBoolean isUp = new AtomicBoolean();
    FulfillOptions gone = badGateway(status, isReadable ? "*" : "https://other.test");
    stage
        .context()
        .route(
            stage.relayUrl() + "/authorize",
            route -> {
              if (isUp.compareAndSet(false, true)) {
                route.fulfill(gone);
              } else {
                route.resume();
              }
            });
    PluginPage plugin = stage.openPlugin();
    assertNotNull(stage.login(plugin).get("access_token"));
    assertTrue(isUp.get());
    assertNull(plugin.snapshot().get("error"));
  }

  @ParameterizedTest(name = "{0}, for {1} s")
  @CsvSource({"429, 60", "503, 10"})
  void aRelayThatWantsToBeLeftAloneForLongEndsTheLoginAtOnce(int status, String seconds) {
    FulfillOptions busy =
        new FulfillOptions()
            .setStatus(status)
            .setHeaders(
                Map.of(
                    "Access-Control-Allow-Origin",
                    "*",
                    "Access-Control-Expose-Headers",
                    "Retry-After",
                    "Retry-After",
                    seconds));
    stage.context().route(stage.relayUrl() + "/authorize", route -> route.fulfill(busy));
    PluginPage plugin = stage.openPlugin();
    assertEquals("temporarily_unavailable", plugin.outcome("client.login()").code());
  }

  @Test
  void aProxyThatAnswersInTheMiddleOfALoginCostsTimeAndNoLogin() {
    AtomicInteger polls = new AtomicInteger();
    stage
        .context()
        .route(
            stage.relayUrl() + "/poll",
            route -> {
              if (polls.incrementAndGet() <= 3) {
                route.fulfill(badGateway(502, "https://other.test"));
              } else {
                route.resume();
              }
            });
    PluginPage plugin = stage.openPlugin();
    stage.window(() -> plugin.begin("login", "client.login()"));
    for (int asked = 1; asked <= 3; asked++) {
      int times = asked;
      stage.context().waitForCondition(() -> polls.get() >= times);
      plugin.evaluate("void dispatchEvent(new Event('focus'))");
    }
    assertNotNull(plugin.end("login").members().get("access_token"));
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
    plugin.begin("refused", "client.login()");
    plugin.waitUntil("client.getSnapshot().error?.code === 'origin_not_allowed'");
    String message = (String) plugin.evaluate("client.getSnapshot().error.message");
    assertTrue(message.contains(origin), message);
    assertTrue(message.contains("PLUGIN_URI"), message);
    plugin.evaluate("client.cancelLogin()");
    stage.stopRelay();
    plugin.begin("login", "client.login()");
    plugin.waitUntil("client.getSnapshot().error?.code === 'relay_unreachable'");
    assertEquals(0, stage.provider().received().size());
  }

  /** What a proxy answers; a page may read it where it is for the page's origin. */
  private static FulfillOptions badGateway(int status, String allowedOrigin) {
    return new FulfillOptions()
        .setStatus(status)
        .setHeaders(Map.of("Access-Control-Allow-Origin", allowedOrigin))
        .setBody("<h1>Bad gateway");
  }
}
