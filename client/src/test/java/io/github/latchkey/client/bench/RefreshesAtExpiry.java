package io.github.latchkey.client.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.github.latchkey.testing.Chromium;
import io.github.latchkey.testing.FakeProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How often the provider is asked for new tokens when many tabs call at once with a token that has
 * ended. The provider rotates refresh tokens and takes the access away when one comes twice.
 */
final class RefreshesAtExpiry {
  private static final int TABS = 8;
  private static final int CALLS = 20;

  private RefreshesAtExpiry() {}

  /**
   * @param before which relay it is, in words
   */
  static Row measure(Chromium chromium, Stand stand, String relayUrl, String before)
      throws Exception {
    List<String> cells = new ArrayList<>();
    for (Contender contender : Contender.values()) {
      cells.add(
          switch (contender) {
            case KY -> "left to its user";
            default -> once(chromium, stand, contender, relayUrl);
          });
    }
    String what = "refreshes at expiry, %d tabs x %d calls, %s".formatted(TABS, CALLS, before);
    return Row.of(what, contender -> cells.get(contender.ordinal()));
  }

  private static String once(Chromium chromium, Stand stand, Contender contender, String relayUrl)
      throws Exception {
    FakeProvider provider = stand.provider();
    Map<String, Object> tokens = stand.logIn();
    provider.endAccessTokens();
    int refreshesBefore = provider.refreshes();
    int revokedBefore = provider.grantsRevokedByReuse();
    try (BrowserContext context = chromium.newContext()) {
      List<Page> tabs = openTabs(context, stand, contender, relayUrl, tokens);
      tabs.get(0).evaluate("times => { localStorage.setItem('call', times); call(times); }", CALLS);
      int failed = 0;
      for (Page tab : tabs) {
        tab.waitForFunction("window.statuses");
        failed += (int) tab.evaluate("statuses.filter((status) => status !== 200).length");
      }
      int refreshes = provider.refreshes() - refreshesBefore;
      boolean revoked = provider.grantsRevokedByReuse() > revokedBefore;
      return refreshes
          + (failed > 0 ? ", %d calls failed".formatted(failed) : "")
          + (revoked ? ", access revoked" : "");
    }
  }

  private static List<Page> openTabs(
      BrowserContext context,
      Stand stand,
      Contender contender,
      String relayUrl,
      Map<String, Object> tokens) {
    Page seeding = context.newPage();
    seeding.navigate(stand.pageUrl("fetches.html"));
    seeding.evaluate(
        "async ([file, tokens]) => "
            + "(await import(`/adapters/${file}.js`)).seed(tokens, Date.now() - 1000)",
        List.of(contender.file, tokens));
    seeding.close();
    List<Page> tabs = new ArrayList<>();
    for (int i = 0; i < TABS; i++) {
      Page tab = context.newPage();
      tab.navigate(stand.pluginUrl(contender, relayUrl));
      tab.waitForFunction("window.isReady");
      tabs.add(tab);
    }
    return tabs;
  }
}
