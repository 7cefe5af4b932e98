package io.github.latchkey.demo.local;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import io.github.latchkey.testing.Chromium;
import java.nio.file.Path;

/**
 * The command behind {@code make smoke}: the demo, and a headless Chromium that goes the way of a
 * person through it. Ends with one line of figures and exits with 0; where anything is not as it
 * should be, with a line that says what and with 1.
 */
public final class Smoke {
  private Smoke() {}

  /**
   * Runs it.
   *
   * @param args the folder of the plugin; the working directory where there is none
   */
  public static void main(String[] args) {
    Path folder = Path.of(args.length > 0 ? args[0] : "").toAbsolutePath();
    int status = 1;
    try {
      System.out.println(run(folder));
      status = 0;
    } catch (Exception | AssertionError failed) {
      System.err.println("smoke failed: " + failed.getMessage());
    }
    System.exit(status);
  }

  private static String run(Path folder) throws Exception {
    try (Demo demo = Demo.start(DemoSettings.of(folder));
        Chromium chromium = Chromium.launch(Chromium.PARTITIONED_STORAGE);
        BrowserContext context =
            chromium
                .browser()
                .newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true))) {
      Journey.Figures figures = Journey.go(context, demo);
      return String.format(
          "smoke: %d ms from the redirect to the tokens, refreshes seen: %d, profile: %s",
          figures.redirectToTokensMillis(), figures.refreshes(), figures.name());
    }
  }
}
