package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Route.FulfillOptions;
import io.github.latchkey.testing.FakeProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tabs that refresh at once, and refreshes whose answer is lost, must not end the session at a
 * provider that revokes a grant when a rotated refresh token comes again.
 */
class C06RefreshRaceAcrossTabsTest {
  private static final int SERIES = Boolean.getBoolean("soak") ? 100 : 3;
  private static final int TABS = Boolean.getBoolean("soak") ? 8 : 3;

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void tabsThatRefreshAtOnceAreOneRefresh() {
    FakeProvider provider = stage.provider();
    PluginPage first = stage.openPlugin();
    stage.login(first);
    List<PluginPage> tabs = new ArrayList<>(List.of(first));
    while (tabs.size() < TABS) {
      tabs.add(new PluginPage(stage.context().newPage()).open(stage.pages().origin() + "/"));
    }
    for (int round = 1; round <= SERIES; round++) {
      provider.endAccessTokens();
      for (PluginPage tab : tabs) {
        tab.page()
            .evaluate(
                "(url) => { begun.call = outcome(client.fetch(url).then((r) => r.status)); }",
                provider.profileUrl());
      }
      for (PluginPage tab : tabs) {
        assertEquals("200", tab.end("call").text());
      }
      assertEquals(round, provider.refreshes());
    }
    assertEquals(0, provider.grantsRevokedByReuse());
  }

  @Test
  void aTabThatSleptTakesTheTokensOfTheTabThatRefreshed() {
    PluginPage asleep = stage.openPlugin();
    stage.login(asleep);
    PluginPage awake = new PluginPage(stage.context().newPage()).open(stage.pages().origin() + "/");
    stage.provider().endAccessTokens();
    awake.outcome("client.refresh()").members();
    assertEquals(
        "200",
        asleep
            .outcome("(await client.fetch(argument)).status", stage.provider().profileUrl())
            .text());
    // At the relay, not at the provider: the relay would repeat its answer.
    assertEquals(
        1,
        stage.observed().requestUrls().stream()
            .filter(url -> url.equals(stage.relayUrl() + "/refresh"))
            .count());
    assertEquals(1, stage.provider().refreshes());
  }

  @Test
  void aRefreshWhoseAnswerIsLostIsAskedForAgainAndGetsTheSameTokens() {
    PluginPage plugin = stage.openPlugin();
    Object before = stage.login(plugin).get("access_token");
    AtomicBoolean lost = new AtomicBoolean();
    stage
        .context()
        .route(
            stage.relayUrl() + "/refresh",
            route -> {
              if (lost.compareAndSet(false, true)) {
                route.fetch();
                route.abort();
              } else {
                route.resume();
              }
            });
    stage.provider().endAccessTokens();
    plugin.outcome("client.fetch(argument)", stage.provider().profileUrl());
    assertEquals(
        "200",
        plugin
            .outcome("(await client.fetch(argument)).status", stage.provider().profileUrl())
            .text());
    assertTrue(lost.get());
    assertEquals(1, stage.provider().refreshes());
    assertNotEquals(before, plugin.evaluate("client.tokens.access_token"));
    assertEquals(0, stage.provider().grantsRevokedByReuse());
  }

  @Test
  void aPageThatIsReloadedInTheMiddleOfARefreshStaysSignedIn() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    plugin
        .page()
        .waitForRequest(
            stage.relayUrl() + "/refresh", () -> plugin.begin("refresh", "client.refresh()"));
    plugin.reload();
    assertNotNull(plugin.outcome("client.refresh()").members().get("access_token"));
    assertTrue(plugin.isSignedIn());
    assertEquals(0, stage.provider().grantsRevokedByReuse());
  }

  @Test
  void aLogoutDuringARefreshIsNotUndoneByItsAnswer() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    stage
        .context()
        .route(
            stage.relayUrl() + "/refresh",
            route -> {
              var answer = route.fetch();
              plugin.evaluate("void client.logout()");
              route.fulfill(new FulfillOptions().setResponse(answer));
            });
    plugin.outcome("client.refresh()");
    assertFalse(plugin.isSignedIn());
    assertNull(plugin.stored(stage));
  }
}
