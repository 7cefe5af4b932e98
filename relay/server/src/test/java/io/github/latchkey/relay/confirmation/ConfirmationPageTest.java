package io.github.latchkey.relay.confirmation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.github.latchkey.relay.server.RelayClient.Login;
import io.github.latchkey.relay.server.TestRelay;
import io.github.latchkey.testing.Chromium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The confirmation page in Chromium: by pointer, by keyboard, without script, narrow and wide. */
final class ConfirmationPageTest {
  private static TestRelay relay;
  private static Chromium chromium;
  private Login login;

  @BeforeAll
  static void launch() throws Exception {
    relay =
        new TestRelay(
            settings -> {
              settings.put("LOGIN_CONFIRMATION", "page");
              settings.put("PLUGIN_NAME", "Latchkey Demo");
            });
    chromium = Chromium.launch();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    relay.close();
  }

  @BeforeEach
  void authorize() throws Exception {
    login = relay.client.authorize();
  }

  private int poll() throws Exception {
    return relay.client.poll(login.readKey(), 0).statusCode();
  }

  @Test
  void aClickLeadsToTheProviderAndBackWithoutAnErrorOrAForeignRequest() throws Exception {
    List<String> seen = new ArrayList<>();
    try (BrowserContext context = chromium.newContext()) {
      context.onConsoleMessage(message -> seen.add(message.text()));
      context.onRequest(
          request -> {
            if (!request.url().startsWith(relay.origin())) {
              seen.add(request.url().replaceAll("\\?.*", ""));
            }
          });
      StartScreen screen = StartScreen.open(context, login.url());
      assertThat(screen.box()).isHidden();
      screen.button("Continue").click();
      screen.page.waitForURL("**/done");
      assertEquals(200, poll());
      seen.removeIf(line -> line.contains("favicon"));
      assertEquals(List.of(relay.provider.origin() + "/authorize"), seen);
    }
  }

  @Test
  void theKeyboardAloneIsEnough() throws Exception {
    try (BrowserContext context = chromium.newContext()) {
      StartScreen screen = StartScreen.open(context, login.url());
      screen.page.keyboard().press("Tab");
      screen.page.keyboard().press("Tab");
      assertThat(screen.button("Continue")).isFocused();
      assertThat(screen.button("Continue")).isEnabled();
      screen.page.keyboard().press("Enter");
      screen.page.waitForURL("**/done");
      assertEquals(200, poll());
    }
  }

  @Test
  void cancelIsTheFirstInTheTabOrderAndWorksImmediately() throws Exception {
    try (BrowserContext context = chromium.newContext()) {
      StartScreen screen = StartScreen.open(context, login.url());
      screen.page.keyboard().press("Tab");
      assertThat(screen.button("Cancel")).isFocused();
      screen.page.keyboard().press("Space");
      screen.page.waitForURL("**/done/refused");
      assertEquals(403, poll());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Continue", "Cancel"})
  void withoutScriptABoxIsTickedBeforeOneGoesOnAndNotBeforeOneCancels(String name)
      throws Exception {
    NewContextOptions options = new NewContextOptions().setJavaScriptEnabled(false);
    try (BrowserContext context = chromium.browser().newContext(options)) {
      StartScreen screen = StartScreen.open(context, login.url());
      assertThat(screen.box()).isVisible();
      assertThat(screen.box()).not().isChecked();
      if (name.equals("Cancel")) {
        screen.button(name).click();
        screen.page.waitForURL("**/done/refused");
        assertEquals(403, poll());
        return;
      }
      screen.button(name).click();
      assertTrue(screen.page.url().contains("/start?"), screen.page.url());
      assertThat(screen.box()).isFocused();
      screen.page.keyboard().press("Space");
      assertThat(screen.box()).isChecked();
      screen.button(name).click();
      screen.page.waitForURL("**/done");
      assertEquals(200, poll());
    }
  }

  @Test
  void aScreenReaderFindsOneHeadingTheTwoButtonsAndAStatus() {
    try (BrowserContext context = chromium.newContext()) {
      StartScreen screen = StartScreen.open(context, login.url());
      Page page = screen.page;
      assertThat(page).hasTitle("Log in to 127.0.0.1?");
      assertThat(page.getByRole(AriaRole.HEADING)).hasText("Log in to 127.0.0.1?");
      assertThat(page.getByRole(AriaRole.MAIN)).containsText("Latchkey Demo");
      assertThat(page.getByRole(AriaRole.MAIN)).containsText("127.0.0.1");
      assertThat(page.getByRole(AriaRole.BUTTON)).hasCount(2);
      assertThat(screen.status()).hasCount(1);
      assertEquals("en", page.getAttribute("html", "lang"));
    }
  }

  @Test
  void theButtonFillsUntilItWorks() {
    try (BrowserContext context = chromium.newContext()) {
      StartScreen.stopClock(context);
      StartScreen screen = StartScreen.open(context, login.url());
      assertEquals(1, screen.fills());
      screen.page.evaluate("dispatchEvent(new Event('blur'))");
      assertEquals(1, screen.fills());
      screen.pass(1_001);
      assertThat(screen.button("Continue")).isEnabled();
      assertEquals(0, screen.fills());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 1280})
  void itFitsAndCancelIsAsLargeAsContinue(int width) {
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      for (boolean hasScript : new boolean[] {true, false}) {
        NewContextOptions options =
            new NewContextOptions()
                .setViewportSize(width, 640)
                .setColorScheme(scheme)
                .setJavaScriptEnabled(hasScript);
        try (BrowserContext context = chromium.browser().newContext(options)) {
          StartScreen screen = StartScreen.open(context, login.url());
          Locator body = screen.page.locator("body");
          assertTrue(body.boundingBox().width <= width);
          BoundingBox go = screen.button("Continue").boundingBox();
          BoundingBox cancel = screen.button("Cancel").boundingBox();
          assertEquals(go.width, cancel.width, 0.5);
          assertEquals(go.height, cancel.height, 0.5);
          assertEquals(go.y, cancel.y, 0.5);
          assertTrue(go.x >= 0 && cancel.x + cancel.width <= width && go.height >= 44);
          String folder = System.getProperty("screenshots");
          if (folder != null) {
            String file = width + "-" + scheme + (hasScript ? "" : "-noscript") + ".png";
            screen.page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, file)));
          }
        }
      }
    }
  }
}
