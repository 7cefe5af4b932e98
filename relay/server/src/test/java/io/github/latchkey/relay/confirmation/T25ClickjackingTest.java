package io.github.latchkey.relay.confirmation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.github.latchkey.relay.server.TestRelay;
import io.github.latchkey.testing.Chromium;
import io.github.latchkey.testing.StaticPages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody confirms a login by a click or a key that was meant for something else. */
final class T25ClickjackingTest {
  private static TestRelay relay;
  private static Chromium chromium;
  private BrowserContext context;
  private String url;

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

  @BeforeEach
  void open() throws Exception {
    context = chromium.newContext();
    url = relay.client.authorize().url();
  }

  @AfterEach
  void close() {
    context.close();
  }

  private void awaitProvider(Page page) {
    page.waitForURL(relay.provider.origin() + "/**");
  }

  @Test
  void noPageCanFrameIt() throws Exception {
    try (StaticPages pages = StaticPages.start()) {
      // A page of another site, and one of another port, which is the same site.
      for (String host : new String[] {"127.0.0.1", "localhost"}) {
        for (String target : new String[] {url, relay.origin() + "/done"}) {
          pages.page("/evil", "<!doctype html><iframe src='" + target + "'></iframe>");
          Page page = context.newPage();
          page.navigate(pages.origin(host) + "/evil");
          Frame frame = page.frames().get(1);
          assertEquals(0, frame.locator("h1:has-text('log in'), h1:has-text('logged in')").count());
        }
      }
    }
  }

  @Test
  void aDoubleClickThatBeganOnAPopupOverTheButtonDoesNotCount() throws Exception {
    StartScreen.stopClock(context);
    try (StaticPages pages = StaticPages.start()) {
      pages.page(
          "/popup", "<!doctype html><script>onmousedown = () => close()</script>double click here");
      pages.page(
          "/evil",
          "<!doctype html><button onclick=\"open('/popup', '', 'width=300,height=300');"
              + "location = '"
              + url
              + "'\">prize</button>");
      Page below = context.newPage();
      below.navigate(pages.origin() + "/evil");
      Page popup = context.waitForPage(() -> below.click("button"));
      below.waitForURL("**/start?*");
      StartScreen screen = StartScreen.of(below);
      setFocus(below, false);
      screen.pass(1_500);

      popup.waitForClose(() -> press(popup));
      setFocus(below, true);
      screen.clickAt("Continue");
      assertTrue(screen.isStillThere());
      assertThat(screen.status()).hasText("That was too soon. Press Continue again in a second.");

      screen.pass(1_001);
      assertThat(screen.button("Continue")).isEnabled();
      screen.clickAt("Continue");
      awaitProvider(below);
    }
  }

  private static void press(Page closing) {
    try {
      closing.mouse().down();
    } catch (PlaywrightException e) {
      // Gone before the press was answered; that it closes is waited for.
    }
  }

  /** Playwright reports the focus to each page, so this test reports the real state. */
  private static void setFocus(Page page, boolean hasFocus) {
    page.evaluate(
        "hasFocus => { document.hasFocus = () => hasFocus;"
            + " dispatchEvent(new Event(hasFocus ? 'focus' : 'blur')) }",
        hasFocus);
  }

  @Test
  void aClickBeforeASecondHasPassedDoesNotCount() {
    StartScreen.stopClock(context);
    StartScreen screen = StartScreen.open(context, url);
    screen.pass(999);
    screen.clickAt("Continue");
    assertTrue(screen.isStillThere());
    screen.pass(999);
    assertThat(screen.button("Continue")).isDisabled();
    screen.pass(2);
    assertThat(screen.button("Continue")).isEnabled();
    screen.clickAt("Continue");
    awaitProvider(screen.page);
  }

  @Test
  void fastClicksNeverGetThrough() {
    StartScreen.stopClock(context);
    StartScreen screen = StartScreen.open(context, url);
    for (int i = 0; i < 10; i++) {
      screen.clickAt("Continue");
      assertTrue(screen.isStillThere());
      screen.pass(300);
    }
    screen.pass(1_001);
    assertThat(screen.button("Continue")).isEnabled();
    screen.clickAt("Continue");
    awaitProvider(screen.page);
  }

  @Test
  void theSecondBeginsAnewWhenTheWindowGetsTheFocus() {
    StartScreen.stopClock(context);
    StartScreen screen = StartScreen.open(context, url);
    screen.pass(1_001);
    assertThat(screen.button("Continue")).isEnabled();
    screen.page.evaluate("dispatchEvent(new Event('blur'))");
    screen.clickAt("Continue");
    assertTrue(screen.isStillThere());
  }

  @Test
  void aKeyThatWasHeldBeforeThePageCameDoesNotCount() {
    for (String key : new String[] {"Enter", "Space"}) {
      StartScreen screen = StartScreen.open(context, url);
      screen.page.keyboard().down(key);
      assertThat(screen.button("Continue")).isEnabled();
      screen.button("Continue").focus();
      for (int i = 0; i < 5; i++) {
        screen.page.keyboard().down(key);
      }
      screen.page.keyboard().up(key);
      assertTrue(screen.isStillThere(), key);
      screen.page.keyboard().press(key);
      awaitProvider(screen.page);
    }
  }

  @Test
  void aPressWithoutPointerOrKeyWantsAnotherOne() {
    StartScreen screen = StartScreen.open(context, url);
    assertThat(screen.button("Continue")).isEnabled();
    screen.button("Continue").evaluate("button => button.click()");
    assertTrue(screen.isStillThere());
    assertThat(screen.status()).containsText("too soon");
    // A screen reader's presses come so, and are not shut out.
    assertThat(screen.button("Continue")).isEnabled();
    screen.button("Continue").evaluate("button => button.click()");
    awaitProvider(screen.page);
  }
}
