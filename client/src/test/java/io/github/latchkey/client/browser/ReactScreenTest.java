package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A React plugin that shows its screen by {@code isSignedIn}, with nothing between. */
class ReactScreenTest {
  @RegisterExtension final Stage stage = new Stage();

  private static final String SCREEN =
      """
      <!doctype html>
      <title>A plugin in React</title>
      <div id="root"></div>
      <script type="module">
        import { React, createRoot } from "/react.js";
        import { createOAuthClient } from "/latchkey.js";

        const client = createOAuthClient({ relay: "RELAY", apiOrigins: ["API"] });
        const counts = { mounted: 0, unmounted: 0 };

        function Screen() {
          React.useEffect(() => {
            counts.mounted++;
            return () => void counts.unmounted++;
          }, []);
          return React.createElement("p", { id: "screen" }, "Signed in");
        }

        function Plugin() {
          const { isSignedIn } = React.useSyncExternalStore(client.subscribe, client.getSnapshot);
          return isSignedIn
            ? React.createElement(Screen)
            : React.createElement("button", { id: "login", onClick: () => client.login() }, "Log in");
        }

        createRoot(document.getElementById("root")).render(React.createElement(Plugin));
        Object.assign(globalThis, { client, counts });
      </script>
      """;

  @Test
  void aRefreshDoesNotUnmountTheScreen() {
    stage
        .pages()
        .page(
            "/",
            SCREEN.replace("RELAY", stage.relayUrl()).replace("API", stage.provider().origin()));
    Page page = stage.context().newPage();
    page.navigate(stage.pages().origin() + "/");
    stage.window(() -> page.click("#login"));
    page.waitForSelector("#screen");

    stage.provider().endAccessTokens();
    page.evaluate(
        "async (url) => { for (const round of [1, 2]) await (await client.fetch(url)).text(); }",
        stage.provider().profileUrl());
    page.evaluate("client.refresh()");
    assertEquals(2, stage.provider().refreshes());
    assertTrue(page.isVisible("#screen"));
    assertEquals(1, page.evaluate("counts.mounted"));
    assertEquals(0, page.evaluate("counts.unmounted"));

    page.evaluate("client.logout()");
    page.waitForSelector("#login");
    assertEquals(1, page.evaluate("counts.unmounted"));
    // React's development build says there what is wrong with a store, such as a new snapshot each
    // time.
    assertTrue(
        stage.observed().consoleMessages().stream().noneMatch(m -> m.contains("getSnapshot")),
        () -> "" + stage.observed().consoleMessages());
  }
}
