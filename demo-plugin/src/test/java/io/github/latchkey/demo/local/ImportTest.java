package io.github.latchkey.demo.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.github.latchkey.demo.local.catalogue.Faults;
import io.github.latchkey.demo.local.catalogue.Faults.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A table of the provider's API becomes a collection of Framer's, whatever comes in between. */
@ExtendWith(Running.class)
class ImportTest {
  private static final String PART =
      "Before that: 20 added, 0 changed, 0 removed. The next import does the rest.";

  /** One for all tests, so that one logs in once. */
  private static BrowserContext context;

  private final Faults faults = Running.demo().api().faults();
  private Page page;
  private StandIn standIn;
  private PluginScreen plugin;

  @BeforeAll
  static void openContext() {
    context = Running.chromium().newContext();
  }

  @AfterAll
  static void closeContext() {
    context.close();
  }

  @BeforeEach
  void open() {
    Running.demo().api().catalogue().reset();
    page = context.newPage();
    standIn = StandIn.open(page, Running.demo(), StandIn.CONFIGURE);
    standIn.deleteCollections();
    plugin = standIn.plugin();
    if (plugin.title().textContent().equals("Not signed in")) {
      plugin.logInTo("Import the catalogue");
    }
    plugin.awaitTitle("Import the catalogue");
  }

  @AfterEach
  void close() {
    faults.clear();
    page.close();
  }

  @Test
  void eachRowComesOnceThroughAnEndedTokenAndFailuresAndThenOnlyWhatHasChanged() {
    faults.order(Fault.TOKEN_ENDED, 2);
    faults.order(Fault.TOO_MANY_REQUESTS, 2);
    faults.order(Fault.SERVER_ERROR, 3);
    faults.order(Fault.CUT, 3);
    plugin.press("Import");
    plugin.awaitStatus("60 added, 0 changed, 0 removed.");
    assertEquals(rows(1, 60), standIn.itemIds());
    assertEquals(rows(1, 60), standIn.writtenIds());
    assertNull(faults.take(2));
    assertNull(faults.take(3));

    Running.demo().api().catalogue().change();
    standIn.forgetCalls();
    plugin.press("Import");
    plugin.awaitStatus("3 added, 2 changed, 1 removed.");
    assertEquals(List.of("row-5", "row-34", "row-61", "row-62", "row-63"), standIn.writtenIds());
    assertEquals(List.of("row-21"), standIn.removedIds());
    List<String> expected = new ArrayList<>(rows(1, 63));
    expected.remove("row-21");
    assertEquals(expected, standIn.itemIds());
    assertEquals(
        List.of(
            "setCloseWarning",
            "getActiveManagedCollection",
            "getManagedCollectionFields2",
            "getPluginDataForNode",
            "getPluginDataForNode",
            "getManagedCollectionItemIds",
            "addManagedCollectionItems2",
            "setPluginDataForNode",
            "addManagedCollectionItems2",
            "setPluginDataForNode",
            "addManagedCollectionItems2",
            "setPluginDataForNode",
            "addManagedCollectionItems2",
            "setPluginDataForNode",
            "removeManagedCollectionItems",
            "setPluginDataForNode",
            "setCloseWarning"),
        standIn.calls());

    standIn.forgetCalls();
    plugin.press("Import");
    plugin.awaitStatus("Nothing had changed.");
    assertEquals(List.of(), standIn.writtenIds());
    assertEquals(List.of(), standIn.removedIds());
  }

  @Test
  void whatWasCancelledInTheMiddleIsCompletedByTheNextRun() {
    faults.order(Fault.HELD, 2);
    plugin.press("Import");
    plugin.awaitStatus("20 of 60 rows");
    page.waitForCondition(faults::areMet);
    plugin.press("Cancel");
    plugin.awaitStatus("Cancelled. " + PART);
    assertEquals(rows(1, 20), standIn.itemIds());

    plugin.press("Import");
    plugin.awaitStatus("40 added, 0 changed, 0 removed.");
    assertEquals(rows(1, 60), standIn.itemIds());
    assertEquals(rows(1, 60), standIn.writtenIds());
  }

  @Test
  void aPermissionThatIsTakenAwayMeanwhileIsSaidWithWhatWasWrittenBefore() {
    faults.order(Fault.HELD, 2);
    plugin.press("Import");
    plugin.awaitStatus("20 of 60 rows");
    page.waitForCondition(faults::areMet);
    standIn.allow("ManagedCollection.addItems", false);
    plugin.awaitProblem("You are not allowed to change this collection. " + PART);
    assertEquals(rows(1, 20), standIn.itemIds());
    assertEquals(List.of(), standIn.refusals());
    assertThat(plugin.button("Import")).hasAttribute("aria-disabled", "true");

    standIn.allow("ManagedCollection.addItems", true);
    assertThat(plugin.problem()).isHidden();
    plugin.press("Import");
    plugin.awaitStatus("40 added, 0 changed, 0 removed.");
    assertEquals(rows(1, 60), standIn.itemIds());
  }

  @Test
  void anApiThatGoesOnFailingIsSaidInWordsWithWhatWasWrittenBefore() {
    for (int i = 0; i < 4; i++) {
      faults.order(Fault.SERVER_ERROR, 2);
    }
    plugin.press("Import");
    plugin.awaitProblem("The API answers with status 500. " + PART);
    assertEquals(rows(1, 20), standIn.itemIds());
  }

  @Test
  void anApiThatCannotBeReachedInTheMiddleIsTriedAgainAndThenSaidInWords() {
    List<Route> calls = new ArrayList<>();
    page.route(
        "**/rows?cursor=*",
        route -> {
          calls.add(route);
          if (calls.size() != 2) {
            route.abort();
          }
        });
    plugin.press("Import");
    plugin.awaitStatus("The API cannot be reached; trying again.");
    page.waitForCondition(() -> calls.size() == 2);
    calls.get(1).abort();
    plugin.awaitProblem("The API cannot be reached. " + PART);
    assertEquals(4, calls.size());
    assertEquals(rows(1, 20), standIn.itemIds());

    page.unroute("**/rows?cursor=*");
    plugin.press("Import");
    plugin.awaitStatus("40 added, 0 changed, 0 removed.");
    assertEquals(rows(1, 60), standIn.itemIds());
  }

  @Test
  void theKeyboardAloneIsEnough() {
    faults.order(Fault.HELD, 2);
    page.bringToFront();
    // Where the focus is after a change of views, such as the one after the login.
    plugin.title().focus();
    press("Tab", "Import");
    page.keyboard().press("Enter");
    plugin.awaitStatus("20 of 60 rows");
    page.waitForCondition(faults::areMet);
    // What is under way cannot be begun twice, and the focus is not lost.
    page.keyboard().press("Enter");
    press("Tab", "Cancel");
    page.keyboard().press("Space");
    plugin.awaitStatus("Cancelled. " + PART);
    assertThat(plugin.button("Cancel")).isFocused();
    press("Shift+Tab", "Import");
    page.keyboard().press("Space");
    plugin.awaitStatus("40 added, 0 changed, 0 removed.");
    assertEquals(rows(1, 60), standIn.writtenIds());
    press("Tab", "Cancel");
    press("Tab", "Close");
    // Not by a key: the frame goes with it, and the browser then never says that it arrived.
    plugin.button("Close").evaluate("(button) => setTimeout(() => button.click())");
    assertThat(page.locator("iframe")).hasCount(0);
  }

  /** Presses a key that moves the focus to a button. */
  private void press(String key, String name) {
    page.keyboard().press(key);
    assertThat(plugin.button(name)).isFocused();
  }

  @Test
  void withASessionTheSyncRunsWithoutAWindowAndEndsThePlugin() {
    standIn = StandIn.open(page, Running.demo(), StandIn.SYNC);
    standIn.awaitToast("60 added, 0 changed, 0 removed.");
    assertEquals(rows(1, 60), standIn.itemIds());
    assertEquals(List.of(), ofWindow());
    assertThat(page.locator("iframe")).hasCount(0);
  }

  @Test
  void afterTheProviderHasEndedTheSessionTheSyncShowsTheLoginAndGoesOn() throws Exception {
    Object refreshToken =
        standIn
            .frame()
            .evaluate(
                "() => Object.values(localStorage).map((text) => JSON.parse(text).refresh_token)"
                    + ".find((token) => token)");
    new ProviderLogin(Running.demo().provider()).revoke(refreshToken.toString());
    faults.order(Fault.TOKEN_ENDED, 2);
    standIn = StandIn.open(page, Running.demo(), StandIn.SYNC);
    // Who comes back to a slow Framer meets the second title.
    syncAfterLogin(Pattern.compile("Signed out|Not signed in"));
  }

  @Test
  void withoutASessionTheSyncShowsTheLoginAndGoesOn() {
    page.close();
    try (BrowserContext other = Running.chromium().newContext()) {
      page = other.newPage();
      standIn = StandIn.open(page, Running.demo(), StandIn.SYNC);
      syncAfterLogin(Pattern.compile("Not signed in"));
    }
  }

  private void syncAfterLogin(Pattern title) {
    standIn.plugin().awaitTitle(title);
    assertThat(standIn.window()).isVisible();
    standIn.plugin().logInAndLeave();
    standIn.awaitToast("added, 0 changed, 0 removed.");
    assertEquals(rows(1, 60), standIn.itemIds());
    assertEquals(List.of("showUI", "showUI", "hideUI"), ofWindow());
    assertThat(page.locator("iframe")).hasCount(0);
  }

  @Test
  void onTheCanvasThePluginImportsIntoACollectionOfItsOwn() {
    standIn = StandIn.open(page, Running.demo(), StandIn.CANVAS);
    plugin.awaitTitle("Ada Lovelace");
    plugin.press("Import into the CMS");
    plugin.awaitTitle("Import the catalogue");
    plugin.press("Import");
    plugin.awaitStatus("60 added, 0 changed, 0 removed.");
    assertThat(page.locator("#collection")).hasText("Latchkey catalogue: 60 items");
    plugin.press("Back");
    plugin.awaitTitle("Ada Lovelace");
  }

  private List<String> ofWindow() {
    return standIn.calls().stream().filter(name -> name.endsWith("UI")).toList();
  }

  private static List<String> rows(int from, int to) {
    Stream<String> ids = IntStream.rangeClosed(from, to).mapToObj(number -> "row-" + number);
    return ids.toList();
  }
}
