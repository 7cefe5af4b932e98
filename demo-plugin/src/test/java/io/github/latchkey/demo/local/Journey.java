package io.github.latchkey.demo.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The way through the demo: log in, see the profile, let the access token end, call on, log out.
 */
final class Journey {
  /**
   * What it showed.
   *
   * @param redirectToTokensMillis from the provider's redirect, as the browser follows it, to the
   *     last byte of the tokens in the plugin
   * @param refreshes how many refreshes the plugin has seen
   * @param name the profile's name
   */
  record Figures(long redirectToTokensMillis, int refreshes, String name) {}

  private Journey() {}

  /** Goes all the way, or throws where something is not as it should be. */
  static Figures go(BrowserContext context, Demo demo) {
    AtomicReference<Request> redirect = new AtomicReference<>();
    AtomicReference<Request> tokens = new AtomicReference<>();
    context.onRequestFinished(
        request -> {
          if (request.url().startsWith(demo.relayUrl() + "/redirect?")) {
            redirect.set(request);
          } else if (request.url().equals(demo.relayUrl() + "/poll")
              && request.response().status() == 200) {
            tokens.set(request);
          }
        });

    Page page = context.newPage();
    PluginScreen plugin = StandIn.open(page, demo, StandIn.CANVAS).plugin();
    plugin.awaitTitle("Not signed in");
    plugin.logInAsAda();
    String name = plugin.title().textContent();

    plugin.awaitFigure("Access token", "expired");
    int refreshesBefore = plugin.figure("Refreshes seen");
    plugin.press("Call the API");
    plugin.awaitFigure("Calls answered", "2");
    plugin.awaitFigure("Refreshes seen", Integer.toString(refreshesBefore + 1));
    int refreshes = plugin.figure("Refreshes seen");

    plugin.press("Log out");
    plugin.awaitTitle("Signed out");
    assertThat(plugin.problem()).isHidden();
    page.reload();
    plugin.awaitTitle("Not signed in");
    page.close();

    double millis =
        tokens.get().timing().startTime
            + tokens.get().timing().responseEnd
            - redirect.get().timing().startTime;
    return new Figures(Math.round(millis), refreshes, name);
  }
}
