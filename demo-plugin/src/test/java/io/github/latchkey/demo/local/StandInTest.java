package io.github.latchkey.demo.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stand-in for Framer's window: readable, usable and complete at any width and theme. */
@ExtendWith(Running.class)
class StandInTest {
  private static final Path AXE = Path.of("../node_modules/axe-core/axe.min.js");
  private static final String RUN_AXE =
      """
      async () => {
        const { violations } = await axe.run({ exclude: ["iframe"] }, { iframes: false })
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
      }
      """;

  private BrowserContext context;
  private Page page;

  private StandIn open(int width, String theme) {
    Running.demo().api().catalogue().reset();
    context =
        Running.chromium()
            .browser()
            .newContext(new Browser.NewContextOptions().setViewportSize(width, 700));
    page = context.newPage();
    return StandIn.open(page, Running.demo(), StandIn.CONFIGURE, theme);
  }

  @AfterEach
  void close() {
    context.close();
  }

  @ParameterizedTest
  @CsvSource({"320, light", "320, dark", "1280, light", "1280, dark"})
  void axeFindsNothingAndEverythingFits(int width, String theme) {
    StandIn standIn = open(width, theme);
    assertThat(page.getByText("No items yet")).isVisible();
    look("empty");
    assertEquals(320, frame().width, "the plugin has the width that it has requested");

    for (String menu : new String[] {"Permissions", "API"}) {
      Locator summary = page.locator("summary").getByText(menu);
      summary.click();
      look(menu);
      Locator popover = page.locator(".menu[open] .popover");
      BoundingBox box = popover.boundingBox();
      BoundingBox bar = page.locator(".bar").boundingBox();
      assertTrue(box.y >= bar.y + bar.height, menu + " opens below the bar");
      assertTrue(box.x >= 0 && box.x + box.width <= width, menu + " is in the window");
      for (Locator row : popover.locator("label, button").all()) {
        assertEquals(30, row.boundingBox().height, "a row does not wrap: " + row.textContent());
      }
      page.keyboard().press("Escape");
      assertThat(popover).hasCount(0);
    }

    standIn.plugin().logInTo("Import the catalogue");
    standIn.plugin().press("Import");
    standIn.plugin().awaitStatus("60 added, 0 changed, 0 removed.");
    look("full");

    page.getByLabel("Close the plugin").click();
    assertThat(page.getByText("The plugin is closed")).isVisible();
    look("closed");
  }

  @ParameterizedTest
  @CsvSource("1280, light")
  void aCallIsOneLineThatOpensToItsArgumentsAndResult(int width, String theme) {
    open(width, theme);
    Locator line = page.locator("#log li").first();
    assertThat(line.locator("summary"))
        .containsText("showUI({width: 320, height: 320, position: \"top right\"})");
    assertThat(line.locator("pre")).hasCount(0);
    line.locator("summary").click();
    assertThat(line.locator("pre")).containsText("\"height\": 320");
    page.getByText("Clear").click();
    assertThat(page.getByText("No calls yet")).isVisible();
  }

  private BoundingBox frame() {
    return page.locator("iframe").boundingBox();
  }

  private void look(String state) {
    int wider = (int) page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
    assertTrue(wider <= 0, state + " does not scroll sideways");
    if (!(boolean) page.evaluate("() => 'axe' in window")) {
      page.addScriptTag(new Page.AddScriptTagOptions().setPath(AXE));
    }
    assertEquals(List.of(), page.evaluate(RUN_AXE), state);
  }
}
