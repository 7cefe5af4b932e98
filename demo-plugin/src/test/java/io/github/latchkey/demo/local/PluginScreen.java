package io.github.latchkey.demo.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** The plugin as a person sees it, on a page of its own or in a frame. */
final class PluginScreen {
  private static final double LIMIT_MILLIS = 30_000;

  private final BrowserContext context;
  private final Locator main;

  private PluginScreen(BrowserContext context, Locator main) {
    this.context = context;
    this.main = main;
    context.setDefaultTimeout(LIMIT_MILLIS);
  }

  /** Opens it by itself. */
  static PluginScreen open(Page page, String url) {
    page.navigate(url);
    return new PluginScreen(page.context(), page.locator("main"));
  }

  /** Finds it in the one frame of a page that is open. */
  static PluginScreen inFrameOf(Page page) {
    return new PluginScreen(page.context(), page.frameLocator("iframe").locator("main"));
  }

  /** Presses Log in, and gives the page that opens: the relay's, which leads to the provider's. */
  Page logIn() {
    return context.waitForPage(() -> press("Log in"));
  }

  /** Logs in as whom the provider proposes, and waits for the name. */
  void logInAsAda() {
    logInTo("Ada Lovelace");
  }

  /** Logs in as whom the provider proposes, and waits for a title. */
  void logInTo(String title) {
    logInAndLeave();
    awaitTitle(title);
  }

  /** Logs in as whom the provider proposes. */
  void logInAndLeave() {
    Page provider = logIn();
    allow(provider);
    provider.close();
  }

  /** Presses Continue on the relay's page, once that takes it. */
  private static void goOn(Page relay) {
    relay.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Continue")).click();
  }

  /**
   * Goes on and presses Allow on the provider's page, and waits for the page that says how it went.
   */
  static void allow(Page provider) {
    goOn(provider);
    provider.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Allow")).click();
    provider.waitForURL("**/done");
  }

  /**
   * Goes on and presses Refuse on the provider's page, and waits for the page that says how it
   * went.
   */
  static void refuse(Page provider) {
    goOn(provider);
    provider.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Refuse")).click();
    provider.waitForURL("**/done/refused");
  }

  void press(String name) {
    button(name).click();
  }

  Locator button(String name) {
    return main.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return main.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
  }

  Locator title() {
    return main.getByRole(AriaRole.HEADING);
  }

  /** What is said of an import, beside failures. */
  void awaitStatus(String text) {
    assertThat(main.getByRole(AriaRole.STATUS))
        .hasText(text, new HasTextOptions().setTimeout(LIMIT_MILLIS));
  }

  void awaitProblem(String text) {
    assertThat(problem()).hasText(text, new HasTextOptions().setTimeout(LIMIT_MILLIS));
  }

  Locator problem() {
    return main.getByRole(AriaRole.ALERT);
  }

  void awaitTitle(String text) {
    assertThat(title()).hasText(text, new HasTextOptions().setTimeout(LIMIT_MILLIS));
  }

  void awaitTitle(Pattern text) {
    assertThat(title()).hasText(text, new HasTextOptions().setTimeout(LIMIT_MILLIS));
  }

  /** Waits until one of the figures of a signed in person reads so. */
  void awaitFigure(String term, String value) {
    assertThat(value(term)).hasText(value, new HasTextOptions().setTimeout(LIMIT_MILLIS));
  }

  /** What one of the figures of a signed in person reads now. */
  int figure(String term) {
    return Integer.parseInt(value(term).textContent());
  }

  private Locator value(String term) {
    return main.locator(".figure")
        .filter(new Locator.FilterOptions().setHasText(term))
        .locator("dd");
  }
}
