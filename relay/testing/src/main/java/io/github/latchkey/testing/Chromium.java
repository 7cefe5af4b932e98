package io.github.latchkey.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A headless Chromium. It is the one that the variable {@code CHROMIUM} names, else the first of
 * the usual places, else the one that Playwright has downloaded. To be used by the thread that
 * launched it.
 */
public final class Chromium implements AutoCloseable {
  /**
   * A flag for {@link #launch}: a frame's storage is partitioned by the page around it, as for
   * everyone else. Playwright switches that off, in a {@code --disable-features} that a later one
   * replaces.
   */
  public static final String PARTITIONED_STORAGE = "--disable-features=Nothing";

  /** Flags of the command line that every test wants: the browser calls nobody by itself. */
  public static final List<String> FLAGS =
      List.of(
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-quic",
          "--no-first-run");

  private static final double LIMIT_MILLIS = 30_000;

  private static final List<String> USUAL_PLACES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/opt/google/chrome/chrome",
          "/Applications/Chromium.app/Contents/MacOS/Chromium",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
          "C:/Program Files/Google/Chrome/Application/chrome.exe");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /**
   * Launches one.
   *
   * @param moreFlags of the command line
   * @throws IllegalStateException where there is none, with one line that says what to do
   */
  public static Chromium launch(String... moreFlags) {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.addAll(List.of(moreFlags));
    LaunchOptions options = new LaunchOptions().setArgs(flags);
    Path executable = executable();
    if (executable != null) {
      options.setExecutablePath(executable);
    }
    // Five seconds by default, which a busy machine may need for a page alone.
    PlaywrightAssertions.setDefaultAssertionTimeout(LIMIT_MILLIS);
    Playwright playwright = Playwright.create();
    try {
      return new Chromium(playwright, playwright.chromium().launch(options));
    } catch (PlaywrightException e) {
      playwright.close();
      if (executable == null) {
        throw new IllegalStateException(
            "No Chromium found: install one, or name its executable in the variable CHROMIUM.", e);
      }
      throw e;
    }
  }

  /** The browser's executable, or null where only Playwright may have one. */
  public static Path executable() {
    String named = System.getenv("CHROMIUM");
    if (named != null && !named.isBlank()) {
      Path path = Path.of(named);
      if (!Files.isExecutable(path)) {
        throw new IllegalStateException("CHROMIUM names " + named + ", which is no executable.");
      }
      return path;
    }
    return USUAL_PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst().orElse(null);
  }

  /** A new visitor: no storage, no cookies. To be closed before this is. */
  public BrowserContext newContext() {
    return browser.newContext();
  }

  /** The browser, for options that {@link #newContext} does not offer. */
  public Browser browser() {
    return browser;
  }

  /** Ends the browser and its driver. */
  @Override
  public void close() {
    playwright.close();
  }
}
