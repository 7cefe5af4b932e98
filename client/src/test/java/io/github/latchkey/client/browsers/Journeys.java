package io.github.latchkey.client.browsers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.testing.engine.Engine;
import io.github.latchkey.testing.engine.EngineKind;
import io.github.latchkey.testing.engine.Page;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What people do with a plugin, in one engine; a class an engine extends this. The plugin is framed
 * by a page of another site, and sandboxed, as Framer does it.
 */
@Tag("browsers")
abstract class Journeys {
  private static final String SIGNED_IN = "window.client?.getSnapshot().isSignedIn";

  private final EngineKind kind;
  private Plugin plugin;
  private Engine engine;

  Journeys(EngineKind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void start() throws Exception {
    plugin = new Plugin();
    engine = kind.launch();
  }

  @AfterEach
  void end() {
    try {
      if (engine != null) {
        engine.close();
      }
    } finally {
      plugin.close();
    }
  }

  @Test
  void aClickOpensTheLoginAndThePluginGetsItsTokens() {
    Page frame = openPlugin("");
    logIn(frame);
    assertEquals(1, plugin.provider().exchanges());
    frame.evaluate("void callApi()");
    frame.await("window.profile");
    assertEquals("Ada Lovelace", frame.evaluate("profile"));
  }

  @Test
  void aReloadedPluginIsStillSignedIn() {
    Page host = engine.open(plugin.hostUrl(""));
    Page frame = host.frame("iframe");
    logIn(frame);
    String accessToken = frame.evaluate("client.tokens.access_token");
    frame.evaluate("window.isOld = true");
    host.reload();
    frame.await(SIGNED_IN);
    assertEquals("undefined", frame.evaluate("window.isOld"));
    assertEquals(accessToken, frame.evaluate("client.tokens.access_token"));
    assertEquals("true", frame.evaluate("client.getSnapshot().isPersisted"));
  }

  @Test
  void twoTabsWhoseTokenHasEndedRefreshItOnce() {
    Page first = openPlugin("");
    logIn(first);
    Page second = openPlugin("");
    second.await(SIGNED_IN);
    plugin.provider().endAccessTokens();
    // The other tab hears of it as soon as it is written, so that both call at the same moment.
    second.evaluate("localStorage.setItem('call the API', Date.now()), void callApi()");
    for (Page tab : new Page[] {first, second}) {
      tab.await("window.profile");
      assertEquals("Ada Lovelace", tab.evaluate("profile"));
    }
    assertEquals(1, plugin.provider().refreshes());
    assertEquals(0, plugin.provider().grantsRevokedByReuse());
    assertEquals(
        first.evaluate("client.tokens.access_token"),
        second.evaluate("client.tokens.access_token"));
  }

  @Test
  void aLoginWhoseWindowIsBlockedIsCompletedByTheLinkInTheSnapshot() {
    Page frame = openPlugin("login-without-click");
    frame.await("client.getSnapshot().login?.url");
    assertEquals(1, engine.pages().size(), "no window opens without a click");
    frame.click("#link");
    allow(frame);
    assertEquals("null", frame.evaluate("client.getSnapshot().error"));
  }

  @Test
  void whereStorageIsRefusedALoginHoldsForThisVisit() {
    Page host = engine.open(plugin.hostUrl("refuse-storage"));
    Page frame = host.frame("iframe");
    logIn(frame);
    assertEquals("false", frame.evaluate("client.getSnapshot().isPersisted"));
    frame.evaluate("void callApi()");
    frame.await("window.profile");
    assertEquals("Ada Lovelace", frame.evaluate("profile"));
    host.reload();
    frame.await("isPrepared");
    assertEquals("false", frame.evaluate(SIGNED_IN));
  }

  @Test
  void anApiThatRedirectsToAnotherOriginDoesNotSendTheTokenThere() {
    Page frame = openPlugin("");
    logIn(frame);
    plugin.redirectApiElsewhere();
    frame.evaluate("void callApi()");
    frame.await("window.profile");
    assertEquals("Elsewhere", frame.evaluate("profile"), "the redirect was followed");
    assertEquals(List.of(), plugin.strayAuthorizations());
  }

  @Test
  void anApiThatRefusesBrowsersAnswersThroughTheRelay() {
    plugin.provider().refusesBrowsers(true);
    Page frame = openPlugin("through-relay");
    logIn(frame);
    plugin.provider().endAccessTokens();
    frame.evaluate("void callApi()");
    frame.await("window.profile");
    assertEquals("Ada Lovelace", frame.evaluate("profile"));
    assertEquals(1, plugin.provider().refreshes());
  }

  private Page openPlugin(String query) {
    return engine.open(plugin.hostUrl(query)).frame("iframe");
  }

  /** Presses the plugin's button when the relay has named the page, and allows the login there. */
  private void logIn(Page frame) {
    frame.await("window.isPrepared");
    frame.click("#login");
    allow(frame);
  }

  /** Allows the login on the provider's page, which has just opened in a window of its own. */
  private void allow(Page frame) {
    Page login = engine.awaitPage(plugin.provider().origin());
    login.await("document.querySelector('#allow')");
    login.click("#allow");
    engine.awaitPage(plugin.relayUrl() + "/done").close();
    frame.await(SIGNED_IN);
  }
}
