package io.github.latchkey.demo.local;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.github.latchkey.demo.local.catalogue.Faults.Fault;
import io.github.latchkey.testing.Chromium;
import java.nio.file.Path;

/**
 * The command behind {@code make screenshots}: pictures of the plugin for the documentation, in
 * both themes, in Framer's narrow window and in a wide one.
 */
public final class Screenshots {
  private final Path folder;
  private final Demo demo;
  private final Page page;
  private final String theme;

  private Screenshots(Path folder, Demo demo, Page page, String theme) {
    this.folder = folder;
    this.demo = demo;
    this.page = page;
    this.theme = theme;
  }

  /**
   * Runs it.
   *
   * @param args the folder of the plugin; the pictures go to {@code screenshots} in it
   */
  public static void main(String[] args) throws Exception {
    Path plugin = Path.of(args.length > 0 ? args[0] : "").toAbsolutePath();
    Path folder = plugin.resolve("screenshots");
    try (Demo demo = Demo.start(DemoSettings.of(plugin));
        Chromium chromium = Chromium.launch(Chromium.PARTITIONED_STORAGE)) {
      for (String theme : new String[] {"light", "dark"}) {
        Browser.NewContextOptions options =
            new Browser.NewContextOptions()
                .setIgnoreHTTPSErrors(true)
                .setViewportSize(1180, 640)
                .setColorScheme(ColorScheme.valueOf(theme.toUpperCase()));
        try (BrowserContext context = chromium.browser().newContext(options)) {
          demo.api().catalogue().reset();
          new Screenshots(folder, demo, context.newPage(), theme).take();
        }
      }
    }
    System.out.println("The screenshots are in " + folder);
    System.exit(0);
  }

  private void take() {
    StandIn standIn = StandIn.open(page, demo, StandIn.CONFIGURE, theme);
    PluginScreen plugin = standIn.plugin();
    plugin.awaitTitle("Not signed in");
    take("login", standIn.window());
    plugin.logInTo("Import the catalogue");
    demo.api().faults().order(Fault.HELD, 2);
    plugin.press("Import");
    plugin.awaitStatus("20 of 60 rows");
    take("import", standIn.window());
    standIn.allow("ManagedCollection.addItems", false);
    plugin.awaitProblem(
        "You are not allowed to change this collection. Before that: 20 added, 0 changed, 0"
            + " removed. The next import does the rest.");
    take("not-allowed", standIn.window());
    standIn.allow("ManagedCollection.addItems", true);
    standIn.deleteCollections();
    plugin.press("Import");
    plugin.awaitStatus("60 added, 0 changed, 0 removed.");
    take("stand-in", page.locator("body"));
    page.setViewportSize(900, 420);
    PluginScreen.open(page, demo.pluginUrl()).awaitTitle("Not signed in");
    take("alone", page.locator("body"));
  }

  private void take(String name, Locator what) {
    what.screenshot(
        new Locator.ScreenshotOptions()
            .setAnimations(ScreenshotAnimations.DISABLED)
            .setPath(folder.resolve(name + "-" + theme + ".png")));
  }
}
