package io.github.latchkey.demo.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.latchkey.demo.local.catalogue.Faults;
import io.github.latchkey.demo.local.catalogue.Faults.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each state of the plugin can be read and used by everybody, and none makes another jump. */
@ExtendWith(Running.class)
class AppearanceTest {
  private static final boolean SOAK = Boolean.getBoolean("soak");
  private static final Path AXE = Path.of("../node_modules/axe-core/axe.min.js");

  /**
   * What moves by itself is let come to its end: half a change of colours has other contrasts. In
   * the second theme only the colours are others, so only their rules are tried again.
   */
  private static final String RUN_AXE =
      """
      async (isWhole) => {
        const moving = document.getAnimations()
          .filter((animation) => animation.effect.getTiming().iterations !== Infinity)
        await Promise.all(moving.map((animation) => animation.finished))
        const runOnly = isWhole ? undefined : ["color-contrast", "link-in-text-block"]
        const { violations } = await axe.run({ runOnly, resultTypes: ["violations"] })
        return violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
      }
      """;

  private static final String COUNT_SHIFTS =
      """
      window.shifts = []
      const take = (entry) => shifts.push(...entry.sources.map(({ node }) => node?.outerHTML))
      new PerformanceObserver((list) => list.getEntries().forEach(take))
        .observe({ type: "layout-shift", buffered: true })
      """;

  private static final String PLACES =
      """
      () => [".title", ".actions > :first-child"]
        .map((selector) => document.querySelector(selector).getBoundingClientRect())
        .map(({ top, left }) => `${top} ${left}`)
      """;

  private static final String FITS =
      """
      () => {
        const { scrollWidth, scrollHeight } = document.scrollingElement
        return scrollWidth <= innerWidth && scrollHeight <= innerHeight
      }
      """;

  private static final String PART =
      "Before that: 20 added, 0 changed, 0 removed. The next import does the rest.";

  private final Faults faults = Running.demo().api().faults();
  private final List<String> found = new ArrayList<>();
  private BrowserContext context;
  private Page page;

  @BeforeEach
  void open() {
    Running.demo().api().catalogue().reset();
    context = Running.chromium().newContext();
    page = context.newPage();
  }

  @AfterEach
  void close() {
    faults.clear();
    context.close();
  }

  @Test
  void axeFindsNothingInAnyStateAndNothingJumpsFromOneToTheNext() {
    context.addInitScript(COUNT_SHIFTS);
    StandIn standIn = StandIn.open(page, Running.demo(), StandIn.CONFIGURE);
    List<Object> places = new ArrayList<>();
    goThrough(
        standIn,
        state -> {
          places.add(standIn.frame().evaluate(PLACES));
          lookAt(state, standIn);
        });
    places.forEach(place -> assertEquals(places.get(0), place));
    assertEquals(List.of(), standIn.frame().evaluate("() => shifts"));

    StandIn.open(page, Running.demo(), StandIn.CANVAS);
    standIn.plugin().awaitTitle("Ada Lovelace");
    standIn.plugin().awaitFigure("Calls answered", "1");
    lookAt("profile", standIn);

    faults.order(Fault.HELD, 1);
    StandIn.open(page, Running.demo(), StandIn.SYNC);
    standIn.plugin().awaitTitle("Importing the catalogue");
    lookAt("sync", standIn);
    assertEquals(List.of(), found);
  }

  @Test
  void axeFindsNothingInThePluginAlone() {
    PluginScreen alone = PluginScreen.open(page, Running.demo().pluginUrl());
    alone.awaitTitle("Not signed in");
    lookAtAlone("signed out");
    alone.logInAsAda();
    lookAtAlone("profile");
    assertEquals(List.of(), found);
  }

  @Test
  void theTwoThemesAreTwo() {
    StandIn standIn = StandIn.open(page, Running.demo(), StandIn.CANVAS);
    standIn.plugin().awaitTitle("Not signed in");
    Object light = colors(standIn.frame());
    standIn.setTheme("dark");
    assertNotEquals(light, colors(standIn.frame()));
  }

  private interface Look {
    void at(String state);
  }

  /** Brings the plugin into each state of the login and of an import. */
  private void goThrough(StandIn standIn, Look look) {
    PluginScreen plugin = standIn.plugin();
    plugin.awaitTitle("Not signed in");
    look.at("signed out");
    Page provider = plugin.logIn();
    plugin.awaitTitle("Waiting for you");
    look.at("waiting");
    PluginScreen.refuse(provider);
    plugin.awaitTitle("Not signed in");
    look.at("refused");
    plugin.logInTo("Import the catalogue");
    look.at("ready");
    faults.order(Fault.HELD, 2);
    plugin.press("Import");
    plugin.awaitStatus("20 of 60 rows");
    page.waitForCondition(faults::areMet);
    look.at("running");
    standIn.allow("ManagedCollection.addItems", false);
    plugin.awaitProblem("You are not allowed to change this collection. " + PART);
    look.at("forbidden");
    standIn.allow("ManagedCollection.addItems", true);
    faults.order(Fault.HELD, 3);
    plugin.press("Import");
    plugin.awaitStatus("40 of 60 rows");
    page.waitForCondition(faults::areMet);
    plugin.press("Cancel");
    plugin.awaitStatus("Cancelled. " + PART);
    look.at("cancelled");
    for (int i = 0; i < 4; i++) {
      faults.order(Fault.SERVER_ERROR, 3);
    }
    plugin.press("Import");
    plugin.awaitProblem("The API answers with status 500. Nothing was written.");
    look.at("failed");
    plugin.press("Import");
    plugin.awaitStatus("20 added, 0 changed, 0 removed.");
    look.at("done");
    standIn.allow("ManagedCollection.addItems", false);
    plugin.awaitProblem("You are not allowed to change this collection.");
    look.at("not allowed");
  }

  private void lookAt(String state, StandIn standIn) {
    if (standIn.window().isVisible()) {
      assertEquals(true, standIn.frame().evaluate(FITS), state + " fits into Framer's window");
    }
    for (String theme : new String[] {"dark", "light"}) {
      standIn.setTheme(theme);
      lookAt(state + ", " + theme, standIn.frame(), theme.equals("light"));
    }
  }

  private void lookAtAlone(String state) {
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      lookAt("alone, " + state + ", " + scheme, page.mainFrame(), scheme == ColorScheme.LIGHT);
    }
  }

  private void lookAt(String state, Frame frame, boolean isWhole) {
    if (!(boolean) frame.evaluate("() => 'axe' in window")) {
      frame.addScriptTag(new Frame.AddScriptTagOptions().setPath(AXE));
    }
    for (Object violation : (List<?>) frame.evaluate(RUN_AXE, isWhole || SOAK)) {
      found.add(state + ": " + violation);
    }
  }

  private static Object colors(Frame frame) {
    return frame.evaluate(
        "() => [document.body, ...document.querySelectorAll('button')]"
            + ".map((element) => getComputedStyle(element))"
            + ".map(({ color, backgroundColor }) => `${color} on ${backgroundColor}`).join()");
  }
}
