package io.github.latchkey.relay.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import io.github.latchkey.relay.server.TestHost;
import io.github.latchkey.relay.server.TestRelay;
import io.github.latchkey.testing.Chromium;
import io.github.latchkey.testing.StaticPages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A plugin's request that a browser asks about first reaches the relay; anybody else's does not.
 */
final class T18PreflightTest {
  private static final String FETCH =
      """
      async ([url, type, name]) => {
        const headers = { "Content-Type": type };
        if (name) headers[name] = "1";
        try {
          const answer = await fetch(url, { method: "POST", headers });
          return String(answer.status);
        } catch (error) {
          return error.name;
        }
      }
      """;

  private static StaticPages pages;
  private static TestRelay relay;
  private static Chromium chromium;

  @BeforeAll
  static void launch() throws Exception {
    pages = StaticPages.start();
    relay =
        new TestRelay(
            settings -> {
              settings.put("PLUGIN_URI", pages.origin());
              settings.put("API_ORIGINS", "https://api.example.com");
            });
    pages.page("/plugin", "<!doctype html>plugin");
    // As Framer does it; another port of localhost would be the same site.
    pages.page(
        "/host",
        "<!doctype html><iframe sandbox='allow-scripts allow-same-origin' src='"
            + pages.origin()
            + "/plugin'></iframe><iframe src='"
            + pages.origin("127.0.0.1")
            + "/plugin'></iframe>");
    chromium = Chromium.launch();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    relay.close();
    pages.close();
  }

  private static String fetch(Frame frame, String target, String type, String header) {
    return (String) frame.evaluate(FETCH, new String[] {relay.origin() + target, type, header});
  }

  @Test
  void fromACrossOriginFrameThePreflightIs204AndTheRequestFollows() throws Exception {
    try (BrowserContext context = chromium.newContext()) {
      Page host = context.newPage();
      host.navigate(pages.origin("127.0.0.1") + "/host");
      Frame plugin = host.frames().get(1);
      Frame stranger = host.frames().get(2);
      assertTrue(plugin.url().startsWith(pages.origin()), plugin.url());

      // No browser asks about a form; it does about JSON.
      assertEquals("200", fetch(plugin, "/authorize", "application/x-www-form-urlencoded", null));
      assertFalse(relay.log().contains(" OPTIONS "), relay.log());
      assertEquals("200", fetch(plugin, "/authorize", "application/json", null));
      awaitLogged(" OPTIONS /authorize 204 ");
      for (String target : new String[] {"/poll", "/refresh"}) {
        assertEquals("400", fetch(plugin, target, "application/json", null));
        awaitLogged(" OPTIONS " + target + " 204 ");
      }
      // Any header may go to an API, where the relay decides what is passed on.
      String api = "/api/api.example.com/a";
      assertEquals("401", fetch(plugin, api, "application/json", "Notion-Version"));
      awaitLogged(" OPTIONS /api/ 204 ");

      TestHost.await(() -> count(" POST /authorize ") == 2);
      int posts = count(" POST /authorize ");
      assertEquals("TypeError", fetch(plugin, "/authorize", "application/json", "X-Other"));
      assertEquals("TypeError", fetch(stranger, "/authorize", "application/json", null));
      awaitLogged(" OPTIONS /authorize 403 ");
      assertEquals(posts, count(" POST /authorize "));
    }
  }

  /** A request is logged once it has been answered. */
  private static void awaitLogged(String part) throws Exception {
    TestHost.await(() -> relay.log().contains(part));
  }

  private static int count(String part) {
    return relay.log().split(part, -1).length - 1;
  }
}
