package io.github.latchkey.demo.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.github.latchkey.testing.FreePort;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The command framer-stand-in, as the author of any plugin uses it. */
@ExtendWith(Running.class)
class StandInCommandTest {
  private static final Path CLI = Path.of("host/cli.mjs").toAbsolutePath();

  @TempDir Path directory;

  @Test
  void theNameAndTheModesAreThoseOfThePluginsFramerJson() throws Exception {
    try (NodeServer standIn = start("{\"plugin\":\"" + Running.demo().pluginUrl() + "\"}");
        BrowserContext context = Running.chromium().newContext()) {
      Page page = context.newPage();
      page.navigate(standIn.origin());
      assertThat(page).hasTitle("Latchkey Demo – stand-in for Framer");
      assertThat(page.locator("#mode option"))
          .hasText(new String[] {StandIn.CANVAS, StandIn.CONFIGURE, StandIn.SYNC});
    }
  }

  @Test
  void methodsOfTheAuthorsReplaceTheStandInsAndAPluginThatDoesNotAnswerIsNamed() throws Exception {
    Path methods = directory.resolve("methods.js");
    Files.writeString(methods, "export default { getMode: () => 'mine' }");
    String plugin = "http://localhost:" + FreePort.find() + "/";
    String config = "{\"plugin\":\"" + plugin + "\",\"methods\":\"" + methods + "\"}";
    try (NodeServer standIn = start(config);
        BrowserContext context = Running.chromium().newContext()) {
      Page page = context.newPage();
      page.navigate(standIn.origin());
      assertEquals("mine", page.evaluate("import('/methods.js').then((m) => m.default.getMode())"));
      assertThat(page).hasTitle("Framer plugin – stand-in for Framer");
      assertThat(page.locator("#state")).containsText("The plugin does not answer");
      assertThat(page.locator("#state")).containsText(plugin);
    }
  }

  @Test
  void aWrongOptionIsNamedWithWhatToDo() throws Exception {
    assertEquals(
        "framer-stand-in: --plugin is missing. Set it to the URL of the plugin's dev server.",
        failure());
    assertEquals(
        "framer-stand-in: plugin is localhost:5173. Set it to the URL of the plugin's dev server,"
            + " for example http://localhost:5173.",
        failure("--plugin", "localhost:5173"));
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());
      assertEquals(
          "framer-stand-in: Port "
              + port
              + " is in use. Stop the program that uses it, or choose another port.",
          failure("--plugin", "http://localhost:5173", "--port", port));
    }
  }

  private NodeServer start(String config) throws IOException {
    Path file = Files.writeString(directory.resolve("stand-in.json"), config);
    Path folder = CLI.getParent();
    return NodeServer.startStandIn(folder, FreePort.find(), file, directory.resolve("log"));
  }

  private static String failure(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", CLI.toString()));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] output = process.getInputStream().readAllBytes();
    assertEquals(1, process.waitFor());
    return new String(output, StandardCharsets.UTF_8).strip();
  }
}
