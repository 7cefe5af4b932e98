package io.github.latchkey.relay.confirmation;

import static io.github.latchkey.relay.confirmation.Visitor.location;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.github.latchkey.relay.server.RelayClient.Login;
import io.github.latchkey.relay.server.TestRelay;
import io.github.latchkey.testing.Chromium;
import io.github.latchkey.testing.StaticPages;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An attacker who starts a login and sends its link to a victim does not get the victim's tokens.
 */
final class T01LoginFixationTest {
  private TestRelay relay;
  private Login login;
  private Visitor stranger;
  private Visitor victim;

  @BeforeEach
  void start() throws Exception {
    relay = new TestRelay(settings -> settings.remove("LOGIN_CONFIRMATION"));
    login = relay.client.authorize();
    stranger = new Visitor(relay);
    victim = new Visitor(relay);
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  private static String ticket(Login login) {
    return login.url().substring(login.url().indexOf('=') + 1);
  }

  private void assertNothingHappened() throws Exception {
    assertEquals(0, relay.store.everPut.size());
    assertEquals(0, relay.provider.exchanges());
    assertEquals(404, relay.client.poll(login.readKey(), 0).statusCode());
  }

  @Test
  void theProvidersPageIsWorthNothingInABrowserThatDidNotConfirm() throws Exception {
    String providersPage = location(stranger.press(login.url(), "continue"));
    assertTrue(providersPage.startsWith(relay.provider.origin()), providersPage);
    String withoutCookie = location(victim.get(providersPage));
    assertEquals("/done/browser", location(victim.get(withoutCookie)));
    assertNothingHappened();
    // With a cookie of its own as well.
    victim.get(relay.client.authorize().url());
    assertEquals("/done/browser", location(victim.get(location(victim.get(providersPage)))));
    assertNothingHappened();
    // The login itself is still open to the browser that confirmed it.
    assertEquals("/done", location(stranger.get(location(stranger.get(providersPage)))));
    assertEquals(200, relay.client.poll(login.readKey(), 0).statusCode());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "null",
        "",
        "https://evil.example",
        "http://localhost",
        "https://localhost:PORT",
        "http://localhost:PORT/",
        "http://127.0.0.1:PORT",
        "http://LOCALHOST:PORT"
      })
  void anotherSitesPageCannotPressAButton(String origin) throws Exception {
    String port = String.valueOf(relay.client.port());
    String sent = origin == null ? null : origin.replace("PORT", port);
    victim.get(login.url());
    for (String action : new String[] {"continue", "cancel"}) {
      assertEquals(403, victim.post(ticket(login), action, sent).statusCode());
    }
    assertNothingHappened();
  }

  @Test
  void aBrowserThatHasNotSeenThePageCannotPressAButton() throws Exception {
    for (String action : new String[] {"continue", "cancel"}) {
      assertEquals(403, victim.post(ticket(login), action, relay.origin()).statusCode());
    }
    assertNothingHappened();
  }

  /** Ports of localhost are one site, so that there the cookie comes along. */
  @ParameterizedTest
  @CsvSource({
    "localhost,origin",
    "localhost,no-referrer",
    "127.0.0.1,origin",
    "127.0.0.1,no-referrer"
  })
  void aPageThatPostsByItselfIsRefusedInChromium(String host, String referrerPolicy)
      throws Exception {
    try (StaticPages pages = StaticPages.start();
        Chromium chromium = Chromium.launch();
        BrowserContext context = chromium.newContext()) {
      pages.page(
          "/evil",
          "<!doctype html><meta name=referrer content="
              + referrerPolicy
              + "><form method=post action='"
              + relay.origin()
              + "/start'><input name=action value=continue><input name=ticket value='"
              + ticket(login)
              + "'></form><script>document.forms[0].submit()</script>");
      Page page = context.newPage();
      page.navigate(login.url());
      Response answer =
          page.waitForResponse(
              response -> response.url().equals(relay.origin() + "/start"),
              () -> page.navigate(pages.origin(host) + "/evil"));
      assertEquals(403, answer.status());
      assertNothingHappened();
    }
  }

  @Test
  void aScannerThatFollowsTheLinkChangesNothing() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertEquals(200, new Visitor(relay).get(login.url()).statusCode());
    }
    assertEquals(0, relay.store.reads.get());
    assertNothingHappened();
    String back = location(victim.get(location(victim.press(login.url(), "continue"))));
    assertEquals("/done", location(victim.get(back)));
  }

  @Test
  void cancelReachesThePollThatWaitsAndEndsTheLogin() throws Exception {
    String providersPage = location(victim.press(login.url(), "continue"));
    CompletableFuture<HttpResponse<String>> poll =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return relay.client.poll(login.readKey(), 25);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    assertEquals("/done/refused", location(victim.press(login.url(), "cancel")));
    HttpResponse<String> answer = poll.get(10, TimeUnit.SECONDS);
    assertEquals(403, answer.statusCode());
    assertTrue(answer.body().contains("access_denied"), answer.body());
    assertEquals("/done/refused", location(victim.get(location(victim.get(providersPage)))));
    assertEquals(0, relay.provider.exchanges());
  }

  @Test
  void cancelAfterTheLoginChangesNothing() throws Exception {
    String back = location(victim.get(location(victim.press(login.url(), "continue"))));
    assertEquals("/done", location(victim.get(back)));
    assertEquals("/done", location(victim.press(login.url(), "cancel")));
    assertEquals(200, relay.client.poll(login.readKey(), 0).statusCode());
  }

  @Test
  void aClientThatSpeaksOnlyTheCompatibleDialectLogsInAsBefore() throws Exception {
    assertEquals(404, relay.client.pollCompatible(login.readKey()).statusCode());
    String back = location(victim.get(location(victim.press(login.url(), "continue"))));
    assertEquals("/done", location(victim.get(back)));
    assertEquals(200, relay.client.pollCompatible(login.readKey()).statusCode());
    assertEquals(410, relay.client.pollCompatible(login.readKey()).statusCode());
  }
}
