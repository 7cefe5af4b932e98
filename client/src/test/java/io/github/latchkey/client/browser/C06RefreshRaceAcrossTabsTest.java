package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import io.github.latchkey.testing.FakeProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tabs that refresh at once, and refreshes whose answer is lost, must not end the session at a
 * provider that revokes a grant when a rotated refresh token comes again.
 */
class C06RefreshRaceAcrossTabsTest {
  private static final int SERIES = Boolean.getBoolean("soak") ? 100 : 10;
  private static final int TABS = Boolean.getBoolean("soak") ? 8 : 3;

  @RegisterExtension final Stage stage = new Stage();

  @Test
  @Tag("both-hosts")
  void tabsThatRefreshAtOnceAreOneRefresh() {
    List<PluginPage> tabs = openTabs();
    for (int round = 1; round <= SERIES; round++) {
      stage.provider().endAccessTokens();
      beginCalls(tabs);
      endCalls(tabs);
      assertEquals(round, stage.provider().refreshes());
    }
    assertNobodyIsSignedOut(tabs);
  }

  @Test
  void everyTenthAnswerThatIsCutCostsTimeAndNoSession() {
    List<PluginPage> tabs = openTabs();
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger cut = new AtomicInteger();
    atRefresh(
        route -> {
          if (asked.incrementAndGet() % 10 == 0) {
            cut.incrementAndGet();
            route.fetch();
            route.abort();
          } else {
            route.resume();
          }
        });
    for (int round = 1; round <= SERIES; round++) {
      stage.provider().endAccessTokens();
      beginCalls(tabs);
      endCalls(tabs);
      assertEquals(round, stage.provider().refreshes());
    }
    assertNobodyIsSignedOut(tabs);
    // One question a series at the least: most tabs find the tokens of another in storage.
    assertTrue(cut.get() >= SERIES / 10, () -> cut + " answers were cut");
  }

  @Test
  void aTabThatIsKilledInTheMiddleOfARefreshTakesNoTokensWithIt() {
    List<PluginPage> tabs = openTabs();
    AtomicInteger killed = new AtomicInteger();
    for (int round = 1; round <= SERIES; round++) {
      PluginPage victim = tabs.remove(0);
      AtomicBoolean isFirst = new AtomicBoolean(true);
      stage.context().unrouteAll();
      atRefresh(
          route -> {
            if (isFirst.compareAndSet(true, false)) {
              // The provider has rotated by now, and nobody ever hears of it.
              route.fetch();
              victim.page().close();
              killed.incrementAndGet();
            } else {
              route.resume();
            }
          });
      stage.provider().endAccessTokens();
      beginCall(victim);
      stage.context().waitForCondition(() -> victim.page().isClosed());
      beginCalls(tabs);
      endCalls(tabs);
      tabs.add(openTab());
      assertEquals(round, stage.provider().refreshes());
    }
    assertEquals(SERIES, killed.get());
    assertNobodyIsSignedOut(tabs);
  }

  @Test
  void aTabThatIsFrozenInTheMiddleOfARefreshWakesUpSignedIn() {
    List<PluginPage> tabs = openTabs();
    List<PluginPage> refused = new ArrayList<>();
    int refreshes = 0;
    for (int round = 1; round <= SERIES; round++) {
      PluginPage frozen = tabs.remove(0);
      List<Route> held = new ArrayList<>();
      stage.context().unrouteAll();
      frozen.page().route(stage.relayUrl() + "/refresh", held::add);
      stage.provider().endAccessTokens();
      beginCall(frozen);
      stage.context().waitForCondition(() -> !held.isEmpty());
      CDPSession devTools = stage.context().newCDPSession(frozen.page());
      lifecycle(devTools, "frozen");
      // Its question reaches the relay; by the time it hears the answer, the others are ahead.
      held.remove(0).resume();
      frozen.page().unroute(stage.relayUrl() + "/refresh");
      beginCalls(tabs);
      endCalls(tabs);
      stage.provider().endAccessTokens();
      beginCalls(tabs);
      endCalls(tabs);
      lifecycle(devTools, "active");
      if (!frozen.end("call").text().equals("200")) {
        // The answer came through before the freeze, and its token had ended when it was used: the
        // call's second 401 is its caller's, and the next call has the others' tokens.
        refused.add(frozen);
        beginCall(frozen);
        assertEquals("200", frozen.end("call").text());
      }
      devTools.detach();
      tabs.add(frozen);
      refreshes += 2;
      assertEquals(refreshes, stage.provider().refreshes());
    }
    for (PluginPage tab : refused) {
      assertTrue(tab.isSignedIn());
    }
    tabs.removeAll(refused);
    assertNobodyIsSignedOut(tabs);
  }

  @Test
  void aTabThatSleptTakesTheTokensOfTheTabThatRefreshed() {
    // Of a storage of the caller's own no event tells, as none tells a tab that slept.
    PluginPage asleep =
        stage.openPlugin(
            "storage: { getItem: (key) => localStorage.getItem(key),"
                + " setItem: (key, text) => localStorage.setItem(key, text),"
                + " removeItem: (key) => localStorage.removeItem(key) }");
    stage.login(asleep);
    PluginPage awake = new PluginPage(stage.context().newPage()).open(stage.pages().origin() + "/");
    stage.provider().endAccessTokens();
    Object fresh = awake.outcome("client.refresh()").members().get("access_token");
    // What one tab stores takes a moment to reach another.
    asleep.waitUntil("JSON.stringify(localStorage).includes('" + fresh + "')");
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
  @Tag("both-hosts")
  void aRefreshWhoseAnswerIsLostIsAskedForAgainAndGetsTheSameTokens() {
    PluginPage plugin = stage.openPlugin();
    Object before = stage.login(plugin).get("access_token");
    AtomicBoolean lost = new AtomicBoolean();
    atRefresh(
        route -> {
          if (lost.compareAndSet(false, true)) {
            route.fetch();
            route.abort();
          } else {
            route.resume();
          }
        });
    stage.provider().endAccessTokens();
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
    atRefresh(
        route -> {
          var answer = route.fetch();
          plugin.evaluate("void client.logout()");
          route.fulfill(new FulfillOptions().setResponse(answer));
        });
    plugin.outcome("client.refresh()");
    assertFalse(plugin.isSignedIn());
    assertNull(plugin.stored(stage));
  }

  @Test
  void aLoginInAnotherTabDuringARefreshIsNotUndoneByItsAnswer() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    PluginPage other = openTab();
    atRefresh(
        route -> {
          var answer = route.fetch();
          other.evaluate("client.setTokens({ access_token: 'newer', refresh_token: 'newer' })");
          // What one tab stores takes a moment to reach another.
          plugin.waitUntil("JSON.stringify(localStorage).includes('newer')");
          route.fulfill(new FulfillOptions().setResponse(answer));
        });
    assertEquals("newer", plugin.outcome("client.refresh()").members().get("access_token"));
    assertTrue(plugin.stored(stage).contains("newer"));
  }

  private List<PluginPage> openTabs() {
    PluginPage first = stage.openPlugin();
    stage.login(first);
    List<PluginPage> tabs = new ArrayList<>(List.of(first));
    while (tabs.size() < TABS) {
      tabs.add(openTab());
    }
    return tabs;
  }

  private PluginPage openTab() {
    return new PluginPage(stage.context().newPage()).open(stage.pages().origin() + "/");
  }

  private void atRefresh(Consumer<Route> handler) {
    stage.context().route(stage.relayUrl() + "/refresh", handler);
  }

  private void beginCalls(List<PluginPage> tabs) {
    tabs.forEach(this::beginCall);
  }

  private void beginCall(PluginPage tab) {
    tab.page()
        .evaluate(
            "(url) => { begun.call = outcome(client.fetch(url).then((r) => r.status)); }",
            stage.provider().profileUrl());
  }

  private static void endCalls(List<PluginPage> tabs) {
    for (PluginPage tab : tabs) {
      assertEquals("200", tab.end("call").text());
    }
  }

  private static void lifecycle(CDPSession devTools, String state) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("state", state);
    devTools.send("Page.setWebLifecycleState", parameters);
  }

  private void assertNobodyIsSignedOut(List<PluginPage> tabs) {
    FakeProvider provider = stage.provider();
    assertEquals(0, provider.grantsRevokedByReuse());
    for (PluginPage tab : tabs) {
      assertTrue(tab.isSignedIn());
      assertNull(tab.snapshot().get("error"));
    }
  }
}
