package io.github.latchkey.demo.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person meets in Framer, in Chromium, with everything but Framer run for real. */
@ExtendWith(Running.class)
class JourneyTest {
  private final Demo demo = Running.demo();
  private BrowserContext context;
  private Page page;

  @BeforeEach
  void open() {
    context = Running.chromium().newContext();
    page = context.newPage();
  }

  @AfterEach
  void close() {
    context.close();
  }

  /** The plugin, in the frame of the stand-in for Framer's window. */
  private PluginScreen plugin() {
    return StandIn.open(page, demo, StandIn.CANVAS).plugin();
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
  void aRefusalAtTheProviderOrTheRelayIsSaidInWordsAndOneMayTryAgain() {
    PluginScreen plugin = plugin();
    PluginScreen.refuse(plugin.logIn());
    assertThat(plugin.problem()).containsText("refused");
    plugin.awaitTitle("Not signed in");

    Page relay = plugin.logIn();
    plugin.awaitTitle("Waiting for you");
    relay.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cancel")).click();
    assertThat(plugin.problem()).containsText("refused");
    plugin.awaitTitle("Not signed in");
    plugin.logInAsAda();
  }

  @Test
  void cancelEndsTheLoginWithoutAWordOfBlame() {
    PluginScreen plugin = plugin();
    Page provider = plugin.logIn();
    plugin.awaitTitle("Waiting for you");
    plugin.press("Cancel");
    plugin.awaitTitle("Not signed in");
    assertThat(plugin.problem()).isHidden();
    PluginScreen.allow(provider);
    assertThat(plugin.title()).hasText("Not signed in");
  }

  @Test
  void aReloadInTheMiddleOfALoginLosesNothingAndAClosedLoginPageIsOpenedAgain() {
    PluginScreen plugin = plugin();
    Page provider = plugin.logIn();
    plugin.awaitTitle("Waiting for you");
    page.reload();
    plugin.awaitTitle("Waiting for you");
    provider.close();
    PluginScreen.allow(context.waitForPage(() -> plugin.link("Open the page again").click()));
    plugin.awaitTitle("Ada Lovelace");
  }

  @Test
  void anApiThatDoesNotAnswerIsSaidInWordsAndSignsNobodyOut() {
    PluginScreen plugin = plugin();
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
      PluginScreen plugin = StandIn.open(page, other, StandIn.CANVAS).plugin();
      other.relay().close();
      plugin.press("Log in");
      plugin.problem().waitFor();
      assertThat(plugin.problem()).containsText(other.relayUrl());
      // It is asked again for a while, unless one has had enough.
      plugin.press("Cancel");
      assertThat(plugin.button("Log in")).isVisible();
    }
  }

  @Test
  void theKeyboardAloneIsEnough() {
    PluginScreen plugin = plugin();
    plugin.button("Log in").focus();
    Page provider = context.waitForPage(() -> page.keyboard().press("Enter"));
    plugin.awaitTitle("Waiting for you");
    // In a window that is behind another, nothing counts as focused.
    page.bringToFront();
    assertThat(plugin.title()).isFocused();
    page.keyboard().press("Tab");
    assertThat(plugin.link("Open the page again")).isFocused();
    page.keyboard().press("Tab");
    assertThat(plugin.button("Cancel")).isFocused();
    PluginScreen.allow(provider);
    plugin.awaitTitle("Ada Lovelace");
    page.bringToFront();
    assertThat(plugin.title()).isFocused();
  }
}
