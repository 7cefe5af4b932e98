package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext.WaitForPageOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.github.latchkey.testing.Received;
import io.github.latchkey.testing.TokenFault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The relay, which keeps what it has in memory, is killed and started again in the middle of a
 * login, at each stage in turn: that costs time, never the login.
 */
class RelayRestartTest {
  private static final Duration DOWN =
      Boolean.getBoolean("soak") ? Duration.ofSeconds(10) : Duration.ZERO;

  @RegisterExtension final Stage stage = new Stage();

  private RelayProcess relay;

  @BeforeEach
  void startRelayAsAProcess() {
    assumeTrue(RelayProcess.isPacked(), "the jar is tested once it is packed");
    stage.stopRelay();
    startRelay();
  }

  @AfterEach
  void endRelay() {
    if (relay != null) {
      relay.kill();
    }
  }

  @Test
  void beforeAuthorizeWasAnsweredTheLoginGoesOnWhenItIsBack() {
    PluginPage plugin = stage.openPlugin();
    Route held = holdFirst("/authorize", () -> plugin.begin("login", "client.login()"));
    relay.kill();
    held.resume();
    plugin.waitUntil("client.getSnapshot().error");
    assertEquals("relay_unreachable", plugin.snapshot().get("error"));
    plugin.page().waitForTimeout(DOWN.toMillis());
    Page window = windowOnceTheRelayIsUp();
    assertNotNull(plugin.end("login").members().get("access_token"));
    assertNull(plugin.snapshot().get("error"));
    assertEquals(1, stage.provider().exchanges());
    window.close();
  }

  @Test
  void beforeAuthorizeWasAskedTheLoginGoesOnWhenItIsBack() {
    PluginPage plugin = stage.openPlugin();
    relay.kill();
    plugin.begin("login", "client.login()");
    plugin.waitUntil("client.getSnapshot().error");
    plugin.page().waitForTimeout(DOWN.toMillis());
    windowOnceTheRelayIsUp();
    assertNotNull(plugin.end("login").members().get("access_token"));
    assertNull(plugin.snapshot().get("error"));
  }

  @Test
  void whileItIsPolledNothingIsLost() {
    stage.provider().asksPerson(true);
    PluginPage plugin = stage.openPlugin();
    Page window = stage.window(() -> plugin.begin("login", "client.login()"));
    window.waitForSelector("#allow");
    restart(plugin);
    window.click("#allow");
    assertNotNull(plugin.end("login").members().get("access_token"));
    assertEquals(1, stage.provider().exchanges());
  }

  @Test
  void betweenTheRedirectAndTheExchangeTheWindowIsLoadedAgain() {
    PluginPage plugin = stage.openPlugin();
    stage.provider().nextTokenFaults(TokenFault.stall());
    plugin.begin("login", "client.login()");
    stage.context().waitForCondition(() -> stage.provider().exchanges() == 1);
    restart(plugin);
    stage.context().newPage().navigate(urlOfTheWindow());
    assertNotNull(plugin.end("login").members().get("access_token"));
    assertEquals(2, stage.provider().exchanges());
  }

  @Test
  @EnabledIfSystemProperty(named = "soak", matches = "true")
  void betweenTheRedirectAndTheExchangeTheButtonIsPressedOnceMore() {
    PluginPage plugin = stage.openPlugin();
    stage.provider().nextTokenFaults(TokenFault.stall());
    plugin.begin("first", "client.login()");
    stage.context().waitForCondition(() -> stage.provider().exchanges() == 1);
    restart(plugin);
    stage.window(() -> plugin.begin("second", "client.login()"));
    Object accessToken = plugin.end("first").members().get("access_token");
    assertEquals(accessToken, plugin.end("second").members().get("access_token"));
  }

  @Test
  void afterTheArrivalAndBeforeTheFetchTheButtonIsPressedOnceMore() {
    PluginPage plugin = stage.openPlugin();
    Route held =
        holdFirst(
            "/poll",
            () -> {
              Page window = stage.window(() -> plugin.begin("first", "client.login()"));
              window.waitForURL(stage.relayUrl() + "/done");
            });
    relay.kill();
    held.resume();
    plugin.page().waitForTimeout(DOWN.toMillis());
    startRelay();
    stage.window(() -> plugin.begin("second", "client.login()"));
    Object accessToken = plugin.end("first").members().get("access_token");
    assertEquals(accessToken, plugin.end("second").members().get("access_token"));
    assertNull(plugin.snapshot().get("error"));
    assertEquals(2, stage.provider().exchanges());
  }

  /** What the window shows while the relay waits for the provider, out of what the latter knows. */
  private String urlOfTheWindow() {
    Map<String, String> asked = received("/authorize").query();
    return stage.relayUrl()
        + "/redirect?code="
        + URLEncoder.encode(received("/token").form().get("code"), StandardCharsets.UTF_8)
        + "&state="
        + URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8);
  }

  private Received received(String path) {
    return stage.provider().received().stream()
        .filter(request -> request.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  /** Does something, and holds back the first request to one of the relay's paths. */
  private Route holdFirst(String path, Runnable action) {
    List<Route> held = new ArrayList<>();
    stage
        .context()
        .route(
            stage.relayUrl() + path,
            route -> {
              if (held.isEmpty()) {
                held.add(route);
              } else {
                route.resume();
              }
            });
    action.run();
    stage.context().waitForCondition(() -> !held.isEmpty());
    return held.get(0);
  }

  /** Starts the relay; the client's longest wait between two questions is a quarter of a minute. */
  private Page windowOnceTheRelayIsUp() {
    double longestMillis = 30_000;
    return stage
        .context()
        .waitForPage(new WaitForPageOptions().setTimeout(longestMillis), this::startRelay);
  }

  private void startRelay() {
    relay = RelayProcess.start(stage.relaySettings());
  }

  /** Kills the relay, until its clients have noticed and the downtime is over. */
  private void restart(PluginPage plugin) {
    AtomicInteger failures = new AtomicInteger();
    stage.context().onRequestFailed(request -> failures.incrementAndGet());
    relay.kill();
    stage.context().waitForCondition(() -> failures.get() > 0);
    plugin.page().waitForTimeout(DOWN.toMillis());
    startRelay();
  }
}
