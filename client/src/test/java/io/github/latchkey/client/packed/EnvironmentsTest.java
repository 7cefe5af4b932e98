package io.github.latchkey.client.packed;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Wherever the package is imported, it loads and logs in, or says what is missing there. */
class EnvironmentsTest {
  private static final PackedPackage PROJECT = PackedPackage.installed();

  private static Place place;

  @BeforeAll
  static void start() throws Exception {
    place = new Place();
    for (String file : new String[] {"page.js", "worker.js", "ky.ts"}) {
      PROJECT.write(file, place.withAddresses(PROJECT.text(file)));
    }
  }

  @AfterAll
  static void stop() {
    place.close();
  }

  @Test
  void logsInFromAPageThatViteBuilt() {
    PROJECT.tool("vite/bin/vite.js", "build", "--logLevel", "warn");
    place.pages().script("/vite.js", PROJECT.folder().resolve("bundled/vite/page.js"));
    logsIn(place.open("/vite", "<script type=module src=/vite.js></script>"));
  }

  @Test
  void logsInFromAPageThatEsbuildBuilt() {
    place.pages().script("/esbuild.js", PROJECT.bundle("page.js"));
    logsIn(place.open("/esbuild", "<script type=module src=/esbuild.js></script>"));
  }

  @Test
  void logsInFromAPageThatNothingBuilt() {
    Path module = PROJECT.folder().resolve("node_modules/latchkey/latchkey.js");
    place.pages().script("/latchkey.js", module);
    place.pages().script("/page.js", PROJECT.folder().resolve("page.js"));
    logsIn(
        place.open(
            "/plain",
            """
            <script type=importmap>{ "imports": { "latchkey": "/latchkey.js" } }</script>
            <script type=module src=/page.js></script>
            """));
  }

  @Test
  void kyCallsTheApiThroughTheClientsFetchAlsoWhenTheTokenHasEnded() {
    place.pages().script("/ky.js", PROJECT.bundle("ky.ts"));
    Page page = place.open("/ky", "<script type=module src=/ky.js></script>");
    logsIn(page);
    place.provider().endAccessTokens();
    page.click("#label");
    assertThat(page.locator("#label")).hasText("answered 200");
    List<String> puts =
        place.provider().received().stream()
            .filter(call -> call.method().equals("PUT"))
            .map(call -> call.body())
            .toList();
    // The API refused the first, and had the same again with a token that it takes.
    assertEquals(List.of("{\"sent\":\"through ky\"}", "{\"sent\":\"through ky\"}"), puts);
  }

  @Test
  void logsInFromAWorkerWhosePageOpensTheWindow() {
    Page page = worker();
    page.evaluate("worker.postMessage('with open')");
    logsIn(page);
  }

  @Test
  void saysInAWorkerThatThereIsNoWindow() {
    Page page = worker();
    page.click("#button");
    assertThat(page.locator("#label")).hasText("ReferenceError: window is not defined");
  }

  private static Page worker() {
    place.pages().script("/worker.js", PROJECT.bundle("worker.js"));
    return place.open(
        "/worker",
        """
        <script type=module>
          globalThis.worker = new Worker("/worker.js", { type: "module" });
          worker.onmessage = ({ data }) => {
            if (data.open) window.open(data.open, "_blank", "noopener");
            else label.textContent = data.text;
          };
          button.onclick = () => worker.postMessage("log in");
        </script>
        """);
  }

  @Test
  void harmsNothingOnAServer() throws IOException {
    assertEquals("", PROJECT.node("server.test.mjs"));
  }

  private static void logsIn(Page page) {
    place.logIn(page, "#button");
    assertThat(page.locator("#label")).containsText("Ada");
  }
}
