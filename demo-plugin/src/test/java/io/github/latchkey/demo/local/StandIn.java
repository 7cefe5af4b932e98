package io.github.latchkey.demo.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForSelectorOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;

/** The stand-in for Framer's window, with the plugin in a frame of another site. */
final class StandIn {
  static final String CANVAS = "canvas";
  static final String CONFIGURE = "configureManagedCollection";
  static final String SYNC = "syncManagedCollection";

  private final Page page;

  private StandIn(Page page) {
    this.page = page;
  }

  /** Opens it, and the plugin in it. */
  static StandIn open(Page page, Demo demo, String mode) {
    return open(page, demo, mode, "light");
  }

  static StandIn open(Page page, Demo demo, String mode, String theme) {
    page.navigate(demo.hostUrl() + "/?mode=" + mode + "&theme=" + theme);
    // The page's module awaits its settings, and the load event does not wait for that.
    page.waitForFunction("window.standIn");
    StandIn standIn = new StandIn(page);
    if (!mode.equals(SYNC)) {
      // Before Framer's SDK has answered, the plugin may show itself as if it were alone.
      standIn.awaitCall("showUI");
    }
    return standIn;
  }

  PluginScreen plugin() {
    return PluginScreen.inFrameOf(page);
  }

  /** The frame that the plugin is in. */
  Frame frame() {
    WaitForSelectorOptions evenHidden =
        new WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED);
    return page.waitForSelector("iframe", evenHidden).contentFrame();
  }

  /** Every call of the SDK so far, by its name. */
  List<String> calls() {
    return texts("() => standIn.calls.map((call) => call.methodName)");
  }

  /** Forgets the calls so far. */
  void forgetCalls() {
    page.evaluate("() => { standIn.calls.length = 0 }");
  }

  void awaitCall(String name) {
    page.waitForFunction("(name) => standIn.calls.some((call) => call.methodName === name)", name);
  }

  /** Why calls were refused. */
  List<String> refusals() {
    return texts("() => standIn.calls.filter((call) => call.error).map((call) => call.error)");
  }

  /** The ids of all items that the plugin wrote, each as often as it was written. */
  List<String> writtenIds() {
    return texts(
        "() => standIn.calls.filter((call) => call.methodName === 'addManagedCollectionItems2')"
            + ".flatMap((call) => call.args[1].map((item) => item.id))");
  }

  List<String> removedIds() {
    return texts(
        "() => standIn.calls.filter((call) => call.methodName === 'removeManagedCollectionItems')"
            + ".flatMap((call) => call.args[1])");
  }

  /** The ids of the collection's items, in their order. */
  List<String> itemIds() {
    return texts(
        "() => standIn.collections"
            + ".flatMap((collection) => collection.items.map((item) => item.id))");
  }

  @SuppressWarnings("unchecked")
  private List<String> texts(String script) {
    return (List<String>) page.evaluate(script);
  }

  /** Changes Framer's theme, and waits until the plugin has it. */
  void setTheme(String theme) {
    page.getByLabel("Theme").selectOption(theme);
    frame().waitForFunction("(theme) => document.body.dataset.framerTheme === theme", theme);
  }

  /** Gives or takes a permission. */
  void allow(String permission, boolean isAllowed) {
    page.getByText("Permissions", new Page.GetByTextOptions().setExact(true)).click();
    page.getByLabel(permission).setChecked(isAllowed);
    page.getByText("Permissions", new Page.GetByTextOptions().setExact(true)).click();
  }

  /** Presses a button of the stand-in's own. */
  void press(String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  /** Deletes all collections, if there are any. */
  void deleteCollections() {
    if (page.locator("#forget").isVisible()) {
      press("Delete all collections");
    }
  }

  /** Chooses an entry of the plugin's menu. */
  void choose(String name) {
    page.getByLabel("Plugin menu").click();
    press(name);
  }

  /** Waits for what is said in a corner of the window. */
  void awaitToast(String text) {
    assertThat(toast()).containsText(text);
  }

  Locator toast() {
    return page.locator("#toast");
  }

  /** The plugin's window. */
  Locator window() {
    return page.locator("#window");
  }
}
