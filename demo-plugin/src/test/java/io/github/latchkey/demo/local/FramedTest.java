package io.github.latchkey.demo.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The plugin in Framer and alone: what it tells Framer, and what of one is seen in the other. */
@ExtendWith(Running.class)
class FramedTest {
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

  @Test
  void framerIsToldToShowThePluginAndThatTheLoginWentWell() {
    StandIn standIn = StandIn.open(page, Running.demo(), StandIn.CANVAS);
    standIn.awaitCall("showUI");
    standIn.plugin().logInAsAda();
    standIn.awaitToast("Signed in");
    assertEquals(List.of("showUI", "showUI", "showUI", "setMenu", "notify"), standIn.calls());

    page.reload();
    standIn.plugin().awaitTitle("Ada Lovelace");
    standIn.choose("Log out");
    standIn.plugin().awaitTitle("Signed out");
  }

  @Test
  void aTokenThatThePageStoredAloneIsNotSeenInTheFrame() {
    PluginScreen alone = PluginScreen.open(page, Running.demo().pluginUrl());
    alone.logInAsAda();
    page.reload();
    alone.awaitTitle("Ada Lovelace");
    Page framer = context.newPage();
    StandIn.open(framer, Running.demo(), StandIn.CANVAS).plugin().awaitTitle("Not signed in");
  }

  @Test
  void aSessionThatCannotBeStoredIsReported() {
    // The plugin is on localhost, the stand-in on 127.0.0.1.
    context.addInitScript(
        "if (location.hostname === 'localhost') Object.defineProperty(window, 'localStorage',"
            + " { get() { throw new DOMException('denied', 'SecurityError') } })");
    PluginScreen plugin = StandIn.open(page, Running.demo(), StandIn.CANVAS).plugin();
    plugin.logInAsAda();
    plugin.awaitStatus(
        "This browser does not allow the plugin to store the session. If you close the plugin, you"
            + " have to log in again.");
  }

  @Test
  void aPageOfItsOwnDoesNotLoadTheSdk() {
    List<String> urls = new ArrayList<>();
    context.onRequest(request -> urls.add(request.url()));
    PluginScreen.open(page, Running.demo().pluginUrl()).awaitTitle("Not signed in");
    assertEquals(List.of(), urls.stream().filter(url -> url.contains("framer_plugin")).toList());
  }

  @Test
  void inAFrameThatDoesNotAnswerAsFramerDoesThePluginGoesOnAsIfAlone() {
    page.navigate(Running.demo().hostUrl() + "/host.css");
    page.evaluate(
        "(url) => { document.body.innerHTML = `<iframe src=\"${url}\"></iframe>` }",
        Running.demo().pluginUrl());
    PluginScreen.inFrameOf(page).awaitTitle("Not signed in");
  }
}
