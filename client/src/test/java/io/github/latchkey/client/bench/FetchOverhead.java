package io.github.latchkey.client.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.github.latchkey.testing.Chromium;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an authorised call takes beside a bare {@code fetch} with the same header, in one page. */
final class FetchOverhead {
  private static final int ROUNDS = 150;
  private static final double MOST_RATIO = 1.05;

  private FetchOverhead() {}

  static Row measure(Chromium chromium, Stand stand) throws Exception {
    Map<String, Object> settings = new HashMap<>();
    settings.put("names", Arrays.stream(Contender.values()).map(each -> each.file).toList());
    settings.put("relay", stand.relayUrl());
    settings.put("api", stand.provider().profileUrl());
    settings.put("tokens", stand.logIn());
    settings.put("rounds", ROUNDS);
    try (BrowserContext context = chromium.newContext()) {
      Page page = context.newPage();
      page.navigate(stand.pageUrl("fetches.html"));
      page.waitForFunction("window.isReady");
      Map<?, ?> millis = (Map<?, ?>) page.evaluate("settings => measure(settings)", settings);
      Samples bare = new Samples();
      figures(millis.get("bare")).forEach(bare::add);
      Map<Contender, Double> ratios = new EnumMap<>(Contender.class);
      for (Contender contender : Contender.values()) {
        Samples added = added(figures(millis.get(contender.file)), figures(millis.get("bare")));
        ratios.put(contender, 1 + added.median() / bare.median());
      }
      return Row.of(
              "an authorised call, times a bare fetch of %s ms"
                  .formatted(Samples.text(bare.median())),
              contender -> Samples.text(ratios.get(contender)))
          .atMost(MOST_RATIO, ratios.get(Contender.LATCHKEY), "");
    }
  }

  /**
   * The difference within each round, so that a machine that grows slow meanwhile does not count.
   */
  private static Samples added(List<Double> own, List<Double> bare) {
    Samples added = new Samples();
    for (int i = 0; i < own.size(); i++) {
      added.add(own.get(i) - bare.get(i));
    }
    return added;
  }

  private static List<Double> figures(Object figures) {
    return ((List<?>) figures).stream().map(figure -> ((Number) figure).doubleValue()).toList();
  }
}
