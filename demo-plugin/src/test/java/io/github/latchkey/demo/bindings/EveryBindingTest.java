package io.github.latchkey.demo.bindings;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.github.latchkey.demo.local.NodeServer;
import io.github.latchkey.testing.Chromium;
import io.github.latchkey.testing.FreePort;
import io.github.latchkey.testing.StaticPages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;

/** Every binding does with a real SDK, the newest and the older one, what its name says. */
class EveryBindingTest {
  private static final List<String> SAID =
      List.of(
          "mode configureManagedCollection, user user-1 Grace",
          "G null user-0",
          "project-1 Library project-0",
          "allowed true",
          "data value",
          "data true",
          "2 Every type thisPlugin",
          "string true A",
          "formattedText true B",
          "number true C",
          "boolean true D",
          "color true E",
          "date true F",
          "link true G",
          "image true H",
          "file true I",
          "enum true J",
          "collectionReference true K",
          "multiCollectionReference true L",
          "array true M",
          "required true, editable true",
          "One true",
          "items second",
          "value key",
          "all called");

  @TempDir static Path directory;

  private final List<String> said = new ArrayList<>();

  @BeforeAll
  static void compile() throws Exception {
    TeaVMTool tool = new TeaVMTool();
    tool.setClassLoader(EveryBinding.class.getClassLoader());
    tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
    tool.setJsModuleType(JSModuleType.ES2015);
    tool.setMainClass(EveryBinding.class.getName());
    tool.setTargetDirectory(directory.toFile());
    tool.setTargetFileName("every.js");
    tool.generate();
    assertEquals(List.of(), tool.getProblemProvider().getSevereProblems());
  }

  @ParameterizedTest
  @ValueSource(strings = {"@framer/plugin", "framer-plugin"})
  void isUnderstoodByFramer(String sdk) throws Exception {
    try (StaticPages pages = StaticPages.start();
        NodeServer standIn =
            NodeServer.startStandIn(
                Path.of("host").toAbsolutePath(),
                FreePort.find(),
                config(pages),
                directory.resolve("log"));
        Chromium chromium = Chromium.launch();
        BrowserContext context = chromium.newContext()) {
      pages.script("/plugin.js", bundle(sdk));
      pages.page("/plugin", "<!doctype html><script type=\"module\" src=\"/plugin.js\"></script>");
      Page page = context.newPage();
      page.onConsoleMessage(
          message -> {
            if (message.text().startsWith("said: ")) {
              said.add(message.text().substring("said: ".length()));
            }
          });
      page.navigate(standIn.origin() + "/?mode=configureManagedCollection");
      page.waitForCondition(() -> said.contains("all called"));
      assertEquals(SAID, said);
      assertEquals(List.of(), page.evaluate("() => standIn.calls.filter((call) => call.error)"));

      afterwards(page, "pressed", "disappeared", () -> press(page, "Press"));
      afterwards(page, "chosen", () -> choose(page, "Choose"));
      afterwards(
          page,
          "changed false",
          () -> {
            page.getByText("Permissions").first().click();
            page.getByLabel("ManagedCollection.removeItems").uncheck();
          });
      // What a frame says at the very end is lost where the frame goes with it.
      page.evaluate(
          "() => { const remove = Element.prototype.remove;"
              + " HTMLIFrameElement.prototype.remove = function () {"
              + " setTimeout(() => remove.call(this), 1000) } }");
      afterwards(page, "after the end", () -> choose(page, "End"));
      page.locator("#toast").getByText("Bye").waitFor();
      assertThat(page.locator("iframe")).hasCount(0);
    }
  }

  private void afterwards(Page page, String expected, Runnable action) {
    afterwards(page, expected, expected, action);
  }

  private void afterwards(Page page, String first, String last, Runnable action) {
    said.clear();
    action.run();
    page.waitForCondition(() -> said.contains(last));
    assertEquals(first, said.get(0));
  }

  private static void choose(Page page, String name) {
    page.getByLabel("Plugin menu").click();
    page.locator("#menu").getByText(name).click();
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  private static Path config(StaticPages pages) throws Exception {
    Path config = directory.resolve("stand-in.json");
    return Files.writeString(config, "{\"plugin\":\"" + pages.origin() + "/plugin\"}");
  }

  private static Path bundle(String sdk) throws Exception {
    Path entry = directory.resolve("entry.js");
    Files.writeString(
        entry, "import { start } from './every.js'\nstart(() => import('" + sdk + "'))\n");
    Path script = directory.resolve("plugin.js");
    ProcessBuilder esbuild =
        new ProcessBuilder(
            Path.of("../node_modules/.bin/esbuild").toAbsolutePath().toString(),
            entry.toString(),
            "--bundle",
            "--format=esm",
            "--log-level=error",
            "--define:process.env.NODE_ENV=\"development\"",
            "--outfile=" + script);
    esbuild.environment().put("NODE_PATH", Path.of("../node_modules").toAbsolutePath().toString());
    Process process = esbuild.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), output);
    return script;
  }
}
