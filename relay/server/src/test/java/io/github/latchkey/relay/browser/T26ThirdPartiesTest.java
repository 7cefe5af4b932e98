package io.github.latchkey.relay.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.github.latchkey.relay.server.RelayClient.Login;
import io.github.latchkey.relay.server.TestRelay;
import io.github.latchkey.testing.Chromium;
import io.github.latchkey.testing.Received;
import io.github.latchkey.testing.TokenFault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No third party hears of a login, and neither code nor state nor ticket stays in the browser. */
final class T26ThirdPartiesTest {
  private static TestRelay relay;
  private static Chromium chromium;

  @BeforeAll
  static void launch() throws Exception {
    relay = new TestRelay(settings -> settings.put("LOGIN_CONFIRMATION", "page"));
    relay.provider.asksPerson(true);
    chromium = Chromium.launch();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    relay.close();
  }

  /** Logs in by hand; the page at the end, and every request that was sent. */
  private static Page logIn(BrowserContext context, String decision, List<String> requests)
      throws Exception {
    Login login = relay.client.authorize();
    context.onRequest(request -> requests.add(request.url()));
    Page page = context.newPage();
    page.navigate(login.url());
    page.locator("button[value=continue]").click();
    page.waitForURL(relay.provider.origin() + "/**");
    page.locator(decision).click();
    page.waitForURL(url -> url.startsWith(relay.origin()));
    page.waitForLoadState();
    return page;
  }

  private static void assertOnlyTheTwoWereAsked(List<String> requests) {
    for (String url : requests) {
      assertTrue(
          url.startsWith(relay.origin() + "/") || url.startsWith(relay.provider.origin() + "/"),
          url);
    }
  }

  @Test
  void nobodyElseIsAskedAndNoQueryIsLeftHoweverItEnds() throws Exception {
    for (String[] end :
        new String[][] {
          {"#allow", "/done"}, {"#refuse", "/done/refused"}, {"#fail", "/done/failed"}
        }) {
      List<String> requests = new ArrayList<>();
      try (BrowserContext context = chromium.newContext()) {
        if (end[0].equals("#fail")) {
          relay.provider.nextTokenFaults(TokenFault.invalidGrant());
        }
        Page page = logIn(context, end[0].equals("#fail") ? "#allow" : end[0], requests);
        assertEquals(relay.origin() + end[1], page.url());
        assertEquals("", page.evaluate("location.search + location.hash"));
        String referrer = (String) page.evaluate("document.referrer");
        assertFalse(referrer.contains("?"), referrer);
        String entries = (String) page.evaluate("JSON.stringify(performance.getEntries())");
        for (String secret : new String[] {"code=", "state=", "ticket="}) {
          assertFalse(entries.contains(secret), entries);
        }
        assertOnlyTheTwoWereAsked(requests);
      }
    }
  }

  @Test
  void theProviderIsNotToldWhereThePersonComesFrom() throws Exception {
    int before = relay.provider.received().size();
    List<String> requests = new ArrayList<>();
    try (BrowserContext context = chromium.newContext()) {
      logIn(context, "#allow", requests);
    }
    List<Received> received = relay.provider.received();
    assertTrue(received.size() > before);
    for (Received request : received.subList(before, received.size())) {
      String referer = request.headers().getOrDefault("referer", "");
      assertFalse(referer.startsWith(relay.origin()), referer);
    }
  }
}
