package io.github.latchkey.relay.confirmation;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;

/** The confirmation page as a person meets it. */
final class StartScreen {
  final Page page;

  private StartScreen(Page page) {
    this.page = page;
  }

  static StartScreen open(BrowserContext context, String url) {
    Page page = context.newPage();
    page.navigate(url);
    return new StartScreen(page);
  }

  static StartScreen of(Page page) {
    return new StartScreen(page);
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  Locator box() {
    return page.getByRole(AriaRole.CHECKBOX);
  }

  Locator status() {
    return page.getByRole(AriaRole.STATUS);
  }

  /** How many animations there are on Continue. */
  int fills() {
    String count = "button => button.getAnimations({ subtree: true }).length";
    return (int) button("Continue").evaluate(count);
  }

  /** Clicks where the button is, ready or not. */
  void clickAt(String name) {
    BoundingBox box = button(name).boundingBox();
    page.mouse().click(box.x + box.width / 2, box.y + box.height / 2);
  }

  /** From now on the pages of this context have a clock that only {@link #pass} moves. */
  static void stopClock(BrowserContext context) {
    context.addInitScript("window.passed = 0; performance.now = () => window.passed");
  }

  /** Lets so much time pass on the page's stopped clock. */
  void pass(int millis) {
    page.evaluate("millis => { passed += millis; show() }", millis);
  }

  /** Whether no button has been pressed with effect. */
  boolean isStillThere() {
    // A click's navigation has begun when a script that came after it has run.
    page.evaluate("() => new Promise(requestAnimationFrame)");
    return page.url().contains("/start?");
  }
}
