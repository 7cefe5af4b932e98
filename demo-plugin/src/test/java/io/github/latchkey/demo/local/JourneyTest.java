package io.github.latchkey.demo.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.github.latchkey.testing.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person meets in the demo, in Chromium, with everything run for real. */
class JourneyTest {
  private static Demo demo;
  private static Chromium chromium;

  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    demo = TestDemo.start();
    chromium = Chromium.launch();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    demo.close();
  }

  @BeforeEach
  void open() {
    context = chromium.newContext();
    page = context.newPage();
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void onesNameIsShownACallGoesOnThroughARefreshAndOneLogsOut() {
    Journey.Figures figures = Journey.go(context, demo);
    assertEquals("Ada Lovelace", figures.name());
    assertTrue(figures.refreshes() >= 1, figures.toString());
    // The exchange comes between the two, and no interval: the poll was held.
    assertTrue(figures.redirectToTokensMillis() > 0, figures.toString());
  }

  @Test
  void aRefusalIsSaidInWordsAndOneMayTryAgain() {
    PluginScreen plugin = PluginScreen.open(page, demo.pluginUrl());
    PluginScreen.refuse(plugin.logIn());
    assertThat(plugin.problem()).isVisible();
    assertThat(plugin.problem()).containsText("refused");
    plugin.awaitTitle("Not signed in");
    plugin.logInAsAda();
  }

  @Test
  void cancelOnTheRelaysPageIsARefusalToo() {
    PluginScreen plugin = PluginScreen.open(page, demo.pluginUrl());
    Page relay = plugin.logIn();
    relay.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cancel")).click();
    assertThat(plugin.problem()).containsText("refused");
    plugin.awaitTitle("Not signed in");
  }

  @Test
  void cancelEndsTheLoginWithoutAWordOfBlame() {
    PluginScreen plugin = PluginScreen.open(page, demo.pluginUrl());
    Page provider = plugin.logIn();
    plugin.awaitTitle("Waiting for you");
    plugin.press("Cancel");
    plugin.awaitTitle("Not signed in");
    assertThat(plugin.problem()).isHidden();
    PluginScreen.allow(provider);
    assertThat(plugin.title()).hasText("Not signed in");
  }

  @Test
  void theLoginPageThatWasClosedIsOpenedAgain() {
    PluginScreen plugin = PluginScreen.open(page, demo.pluginUrl());
    plugin.logIn().close();
    PluginScreen.allow(context.waitForPage(() -> plugin.link("Open the page again").click()));
    plugin.awaitTitle("Ada Lovelace");
  }

  @Test
  void aReloadInTheMiddleOfALoginLosesNothing() {
    PluginScreen plugin = PluginScreen.open(page, demo.pluginUrl());
    Page provider = plugin.logIn();
    plugin.awaitTitle("Waiting for you");
    page.reload();
    plugin.awaitTitle("Waiting for you");
    PluginScreen.allow(provider);
    plugin.awaitTitle("Ada Lovelace");
  }

  @Test
  void oneIsStillSignedInAfterAReload() {
    PluginScreen plugin = PluginScreen.open(page, demo.pluginUrl());
    plugin.logInAsAda();
    page.reload();
    plugin.awaitTitle("Ada Lovelace");
  }

  @Test
  void anApiThatDoesNotAnswerIsSaidInWordsAndSignsNobodyOut() {
    PluginScreen plugin = PluginScreen.open(page, demo.pluginUrl());
    plugin.logInAsAda();
    page.route("**/profile", route -> route.abort());
    plugin.press("Call the API");
    assertThat(plugin.problem()).hasText("The API cannot be reached.");
    page.unroute("**/profile");
    plugin.press("Call the API");
    plugin.awaitFigure("Calls answered", "2");
    assertThat(plugin.problem()).isHidden();
  }

  @Test
  void aRelayThatIsDownIsSaidInWords() throws Exception {
    try (Demo other = TestDemo.start()) {
      PluginScreen plugin = PluginScreen.open(page, other.pluginUrl());
      other.relay().close();
      plugin.press("Log in");
      assertThat(plugin.problem()).isVisible();
      assertThat(plugin.problem()).containsText(other.relayUrl());
      assertThat(plugin.button("Log in")).isVisible();
    }
  }

  @Test
  void theKeyboardAloneIsEnough() {
    PluginScreen plugin = PluginScreen.open(page, demo.pluginUrl());
    plugin.button("Log in").focus();
    Page provider = context.waitForPage(() -> page.keyboard().press("Enter"));
    plugin.awaitTitle("Waiting for you");
    assertThat(plugin.title()).isFocused();
    page.keyboard().press("Tab");
    assertThat(plugin.link("Open the page again")).isFocused();
    page.keyboard().press("Tab");
    assertThat(plugin.button("Cancel")).isFocused();
    PluginScreen.allow(provider);
    plugin.awaitTitle("Ada Lovelace");
    assertThat(plugin.title()).isFocused();
  }

  @Test
  void nothingStandsOutAtTheWidthOfFramersWindow() {
    page.setViewportSize(320, 360);
    PluginScreen plugin = PluginScreen.open(page, demo.pluginUrl());
    assertFits();
    Page provider = plugin.logIn();
    plugin.awaitTitle("Waiting for you");
    assertFits();
    PluginScreen.allow(provider);
    plugin.awaitTitle("Ada Lovelace");
    assertFits();
  }

  private void assertFits() {
    Object size =
        page.evaluate(
            "() => { const { scrollWidth, scrollHeight } = document.scrollingElement;"
                + " return scrollWidth <= 320 && scrollHeight <= 360; }");
    assertEquals(true, size);
  }
}
