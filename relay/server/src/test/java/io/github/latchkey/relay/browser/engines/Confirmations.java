package io.github.latchkey.relay.browser.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.server.RelayClient.Login;
import io.github.latchkey.testing.StaticPages;
import io.github.latchkey.testing.engine.Engine;
import io.github.latchkey.testing.engine.EngineKind;
import io.github.latchkey.testing.engine.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do with the confirmation page, in one engine; a class an engine extends this. */
@Tag("browsers")
abstract class Confirmations {
  private static final String CONTINUE = "button[value=continue]";
  private static final String HREF = "location.href";

  @TempDir Path directory;

  private final EngineKind kind;
  private Engine engine;

  Confirmations(EngineKind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void start() {
    engine = kind.launch();
  }

  @AfterEach
  void end() {
    engine.close();
  }

  /** Presses Continue like a user who has read the page. */
  private static void confirm(Page page) {
    page.click("h1"); // its tab is in front from here on
    page.await("!document.querySelector('" + CONTINUE + "').hasAttribute('aria-disabled')");
    page.click(CONTINUE);
  }

  private Page openStart(Engine browser, Login login) {
    Page page = browser.open(login.url());
    page.await("document.querySelector('" + CONTINUE + "')");
    return page;
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void continueLeadsThroughTheProvidersRedirectsAndBack(String scheme) throws Exception {
    try (Site site = new Site(scheme, directory)) {
      Login login = site.authorize();
      Page page = openStart(engine, login);
      confirm(page);
      engine.awaitPage(site.origin() + "/done");
      assertEquals(site.origin() + "/done", page.evaluate(HREF));
      assertEquals(200, site.poll(login));
      assertEquals(1, site.provider.exchanges());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void aPersonWhoIsAskedThereMayTakeAsLongAsTheyLikeAndRefuse(String scheme) throws Exception {
    try (Site site = new Site(scheme, directory)) {
      site.provider.asksPerson(true);
      Login login = site.authorize();
      Page page = openStart(engine, login);
      confirm(page);
      engine.awaitPage(site.provider.origin());
      page.click("#refuse");
      engine.awaitPage(site.origin() + "/done/refused");
      assertEquals(403, site.poll(login));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void cancelReachesThePlugin(String scheme) throws Exception {
    try (Site site = new Site(scheme, directory)) {
      Login login = site.authorize();
      openStart(engine, login).click("button[value=cancel]");
      engine.awaitPage(site.origin() + "/done/refused");
      assertEquals(403, site.poll(login));
      assertEquals(0, site.provider.received().size());
    }
  }

  @Test
  void aPressBeforeASecondHasPassedDoesNotCount() throws Exception {
    try (Site site = new Site("http", directory)) {
      Login login = site.authorize();
      Page page = openStart(engine, login);
      // The second restarts with the focus, so that this press is early however slow the test is.
      page.click("h1");
      page.evaluate("dispatchEvent(new Event('blur'))");
      page.click(CONTINUE);
      page.await("document.querySelector('[role=status]').textContent.includes('too soon')");
      assertTrue(page.evaluate(HREF).contains("/start?"));
      confirm(page);
      engine.awaitPage(site.origin() + "/done");
      assertEquals(200, site.poll(login));
    }
  }

  /**
   * Two browsers with a cookie jar each: the attacker who started a login, and the victim of its
   * link.
   */
  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void theProvidersPageIsWorthNothingInAnotherBrowser(String scheme) throws Exception {
    try (Site site = new Site(scheme, directory);
        Engine victim = kind.launch()) {
      site.provider.asksPerson(true);
      Login login = site.authorize();
      Page strangers = openStart(engine, login);
      confirm(strangers);
      String providersPage = engine.awaitPage(site.provider.origin()).evaluate(HREF);
      // Once with no cookie of the relay, once with one of its own.
      for (int i = 0; i < 2; i++) {
        Page victims = victim.open(providersPage);
        victims.click("#allow");
        victim.awaitPage(site.origin() + "/done/browser");
        assertEquals(0, site.provider.exchanges());
        assertEquals(404, site.poll(login));
        victims.close();
        openStart(victim, site.authorize()).close();
      }
      // The login itself is still open to the browser that confirmed it.
      strangers.click("#allow");
      engine.awaitPage(site.origin() + "/done");
      assertEquals(200, site.poll(login));
    }
  }

  /** Ports of localhost are one site, so that there the cookie comes along. */
  @ParameterizedTest
  @CsvSource({
    "localhost,origin",
    "localhost,no-referrer",
    "127.0.0.1,origin",
    "127.0.0.1,no-referrer"
  })
  void aPageThatPressesTheButtonByItselfIsRefused(String host, String referrerPolicy)
      throws Exception {
    try (Site site = new Site("http", directory);
        StaticPages pages = StaticPages.start()) {
      Login login = site.authorize();
      openStart(engine, login);
      String ticket = login.url().substring(login.url().indexOf('=') + 1);
      pages.page(
          "/evil",
          "<!doctype html><meta name=referrer content="
              + referrerPolicy
              + "><form method=post action='"
              + site.origin()
              + "/start'><input name=action value=continue><input name=ticket value='"
              + ticket
              + "'></form><script>onload = () => document.forms[0].submit()</script>");
      Page page = engine.open(pages.origin(host) + "/evil");
      page.await("location.href === '" + site.origin() + "/start' && document.querySelector('h1')");
      assertEquals(0, site.provider.received().size());
      assertEquals(404, site.poll(login));
    }
  }
}
