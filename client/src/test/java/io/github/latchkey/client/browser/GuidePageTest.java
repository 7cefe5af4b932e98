package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A page without our client, written as Framer's guide describes it: the read key in the query of a
 * POST every 2.5 s, anything but 200 means not yet, the answer under {@code tokens}.
 */
class GuidePageTest {
  @RegisterExtension final Stage stage = new Stage();

  private static final String PAGE =
      """
      <!doctype html>
      <title>A plugin as in the guide</title>
      <button id="login">Log in</button>
      <p id="state"></p>
      <script>
        const BACKEND = "RELAY";
        let timer;

        function pollForTokens(readKey) {
          clearInterval(timer);
          return new Promise((resolve) => {
            timer = setInterval(async () => {
              const url = `${BACKEND}/poll?readKey=${readKey}`;
              const response = await fetch(url, { method: "POST" });
              if (response.status === 200) {
                clearInterval(timer);
                resolve(await response.json());
              }
            }, 2500);
          });
        }

        async function login() {
          const response = await fetch(`${BACKEND}/authorize`, { method: "POST" });
          if (response.status !== 200) return;
          const { url, readKey } = await response.json();
          window.open(url);
          const tokens = await pollForTokens(readKey);
          localStorage.setItem("tokens", JSON.stringify(tokens));
          show(tokens);
        }

        function show(tokens) {
          document.getElementById("state").textContent = tokens ? "signed in" : "signed out";
        }

        document.getElementById("login").onclick = login;
        show(JSON.parse(localStorage.getItem("tokens")));
      </script>
      """;

  @Test
  void logsInAndOurClientTakesItsTokensOver() {
    stage.pages().page("/", PAGE.replace("RELAY", stage.relayUrl()));
    stage.provider().asksPerson(true);
    Page page = stage.context().newPage();
    page.navigate(stage.pages().origin() + "/");
    Page window = stage.window(() -> page.click("#login"));
    // One poll finds nothing, and says 404.
    page.waitForResponse(
        response -> response.url().contains("/poll?readKey=") && response.status() == 404,
        () -> {});
    window.click("#allow");
    page.waitForSelector("text=signed in");
    assertEquals(
        stage.provider().tokenAnswers().get(0),
        page.evaluate("localStorage.getItem('tokens')"),
        "the provider's own answer");
    page.reload();
    page.waitForSelector("text=signed in");

    PluginPage plugin = stage.openPlugin("storageKey: 'tokens'");
    assertTrue(plugin.isSignedIn());
    assertEquals(
        "200",
        plugin
            .outcome("(await client.fetch(argument)).status", stage.provider().profileUrl())
            .text());
    assertNotNull(plugin.evaluate("client.tokens.obtained_at"));
  }
}
