package io.github.latchkey.client.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.github.latchkey.testing.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long a page stands still for the module: its graph is there, and what runs between the module
 * before it and the module after it is its evaluation alone. Each time in a new visitor's page.
 */
final class Evaluation {
  private static final int TIMES = 40;
  private static final int FEWEST_TIMES = 10;
  private static final double MOST_SECONDS = 60;
  private static final double MOST_MILLIS = 2;
  private static final String ORIGIN = "http://localhost:8000";

  private static final String HTML =
      """
      <!doctype html>
      <title>Evaluation</title>
      <script type="module">
        import "/before.js";
        import "/library.js";
        import "/after.js";
      </script>
      """;

  // With these a page's clock ticks every 5 instead of every 100 microseconds.
  private static final Map<String, String> ISOLATED =
      Map.of(
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Embedder-Policy", "require-corp");

  private Evaluation() {}

  static Row measure(Chromium chromium) throws IOException {
    Map<Contender, String> bundles = new EnumMap<>(Contender.class);
    Map<Contender, Samples> millis = new EnumMap<>(Contender.class);
    for (Contender contender : Contender.values()) {
      bundles.put(
          contender, Files.readString(Stand.BUILT.resolve("bundles/" + contender.file + ".js")));
      millis.put(contender, new Samples());
    }
    long begin = System.nanoTime();
    for (int i = 0; i < TIMES; i++) {
      // On a busy machine fewer times have to do.
      if (i >= FEWEST_TIMES && (System.nanoTime() - begin) / 1e9 > MOST_SECONDS) {
        break;
      }
      for (Contender contender : Contender.values()) {
        millis.get(contender).add(once(chromium, bundles.get(contender)));
      }
    }
    return Row.of(
            "evaluating the module, ms", contender -> Samples.text(millis.get(contender).median()))
        .atMost(MOST_MILLIS, millis.get(Contender.LATCHKEY).median(), " ms");
  }

  private static double once(Chromium chromium, String bundle) {
    try (BrowserContext context = chromium.newContext()) {
      // Nothing listens: every request is answered here.
      context.route("**/*", route -> answer(route, bundle));
      Page page = context.newPage();
      page.navigate(ORIGIN + "/");
      page.waitForFunction("window.after");
      return ((Number) page.evaluate("after - before")).doubleValue();
    }
  }

  private static void answer(Route route, String bundle) {
    String path = route.request().url().substring(ORIGIN.length());
    String body =
        switch (path) {
          case "/" -> HTML;
          case "/before.js" -> "window.before = performance.now();";
          case "/library.js" -> bundle;
          case "/after.js" -> "window.after = performance.now();";
          default -> "";
        };
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType(path.endsWith(".js") ? "text/javascript" : "text/html")
            .setHeaders(ISOLATED)
            .setBody(body));
  }
}
