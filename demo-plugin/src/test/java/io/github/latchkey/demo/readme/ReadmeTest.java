package io.github.latchkey.demo.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.github.latchkey.relay.server.RelayServer;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.testing.Chromium;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import io.github.latchkey.testing.StaticPages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the README shows works as it stands there: only its addresses are replaced. */
class ReadmeTest {
  private static final Path CLIENT = Readme.REPOSITORY.resolve("client");
  private static final Path MODULES = Readme.REPOSITORY.resolve("node_modules");
  private static final String PAGE =
      """
      <!doctype html>
      <button id="loginButton">Log in</button>
      <p id="nameLabel"></p>
      <div id="root"></div>
      <script type="module">%SCRIPT%</script>
      """;

  /** The session as the guide's code and a published plugin would have stored it, long ago. */
  private static final String AS_STORED_BY_OTHERS =
      """
      () => {
        const stored = Object.values(localStorage).map((text) => JSON.parse(text))
        const { access_token, refresh_token, expires_in } = stored[0]
        localStorage.clear()
        localStorage.tokens = JSON.stringify({ access_token, refresh_token, expires_in })
        localStorage.airtableTokens = JSON.stringify({
          accessToken: access_token, refreshToken: refresh_token, expiredIn: 1, createdAt: 1,
        })
      }
      """;

  private static Readme readme;
  private static FakeProvider provider;
  private static RelayServer relay;
  private static StaticPages pages;
  private static Chromium chromium;

  @TempDir Path directory;

  @BeforeAll
  static void start() throws Exception {
    readme = Readme.read();
    provider = FakeProvider.start();
    pages = StaticPages.start();
    int port = FreePort.find();
    Map<String, String> settings = provider.relaySettings(port);
    settings.put("PLUGIN_URI", pages.origin());
    relay =
        RelayServer.start(
            RelaySettings.parse(settings), new PrintStream(OutputStream.nullOutputStream()));
    chromium = Chromium.launch();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    relay.close();
    pages.close();
    provider.close();
  }

  @Test
  void hasNoCodeThatNoTestHereRuns() throws IOException {
    assertEquals(List.of("ts", "ts"), Readme.read("client/MIGRATING.md").languages());
    assertEquals(List.of("ts", "sh", "java", "ini", "sh", "tsx"), readme.languages());
  }

  @Test
  void theExampleInTypeScriptPassesTheCompilersStrictestChecks() throws Exception {
    Path source = directory.resolve("smallest.ts");
    String elements =
        """
        declare const loginButton: HTMLButtonElement
        declare const nameLabel: HTMLElement
        """;
    Files.writeString(source, elements + readme.first("ts"));
    linkPackage();
    run(
        directory,
        "node",
        MODULES.resolve("typescript/bin/tsc").toString(),
        "--noEmit",
        "--strict",
        "--target",
        "es2022",
        "--module",
        "esnext",
        "--moduleResolution",
        "bundler",
        source.toString());
  }

  @Test
  void theExampleInTypeScriptLogsInAndShowsTheProfile() throws Exception {
    pages.script("/smallest-ts.js", bundle("smallest.ts", readme.first("ts")));
    logsInAndShowsTheProfile("/smallest-ts", "import '/smallest-ts.js'");
  }

  @Test
  void theExampleInJavaLogsInAndShowsTheProfile() throws Exception {
    Path script = JavaSnippet.compile(withOurAddresses(readme.first("java")), directory);
    pages.script("/smallest-java.js", script);
    logsInAndShowsTheProfile(
        "/smallest-java", "import { main } from '/smallest-java.js'; main([])");
  }

  @Test
  void theExampleInReactLogsInAndOut() throws Exception {
    String mount =
        """
        import { createRoot } from "react-dom/client"
        createRoot(document.getElementById("root")).render(<Login />)
        """;
    pages.script("/login-tsx.js", bundle("login.tsx", readme.first("tsx") + mount));
    try (BrowserContext context = chromium.newContext()) {
      Page page = open(context, "/login-tsx", "import '/login-tsx.js'");
      page.locator("#root").getByText("Log in").click();
      page.locator("#root").getByText("Log out").click();
      PlaywrightAssertions.assertThat(page.locator("#root").getByText("Log in")).isVisible();
    }
  }

  @Test
  void theCommandsAreTargetsOfTheMakefile() throws IOException {
    String makefile = Files.readString(Readme.REPOSITORY.resolve("Makefile"));
    for (String command : readme.all("sh").get(0).split("\n")) {
      String target = command.replaceFirst("^make ", "");
      assertTrue(makefile.contains("\n" + target + ":"), command);
    }
  }

  @Test
  void theRelayStartsWithTheSettingsAsTheyStandThere() throws Exception {
    String jar = readme.all("sh").get(1).replaceFirst("(?s).*java -jar (\\S+).*", "$1");
    String settings = readme.first("ini").replace(":8787", ":" + FreePort.find());
    Files.writeString(directory.resolve(".dev.vars"), settings);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Readme.REPOSITORY.resolve(jar).toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = process.inputReader()) {
      List<String> lines = new ArrayList<>();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        if (line.contains(" serves http://localhost:")) {
          return;
        }
      }
      throw new AssertionError("the relay ended: " + lines);
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, tokens", "1, airtableTokens"})
  void whoIsSignedInStaysSoWhenThePluginMoves(int example, String key) throws Exception {
    String smallest = readme.first("ts");
    pages.script("/before.js", bundle("before.ts", smallest));
    String moved = Readme.read("client/MIGRATING.md").all("ts").get(example);
    String show =
        """
        const response = await client.fetch("https://api.example.com/profile")
        nameLabel.textContent = (await response.json()).name
        """;
    String imports = "import { createOAuthClient } from 'latchkey'\n";
    pages.script("/moved.js", bundle("moved.ts", imports + moved + show));
    try (BrowserContext context = chromium.newContext()) {
      Page page = open(context, "/before", "import '/before.js'");
      page.locator("#loginButton").click();
      PlaywrightAssertions.assertThat(page.locator("#nameLabel")).containsText("Ada");
      page.evaluate(AS_STORED_BY_OTHERS);
      Page after = open(context, "/moved", "import '/moved.js'");
      PlaywrightAssertions.assertThat(after.locator("#nameLabel")).containsText("Ada");
      // The access token was too old by their clock: these are new ones, from a refresh.
      assertEquals(
          true, after.evaluate("(key) => JSON.parse(localStorage[key]).obtained_at > 1", key));
    }
  }

  private static void logsInAndShowsTheProfile(String path, String script) {
    try (BrowserContext context = chromium.newContext()) {
      Page page = open(context, path, script);
      page.locator("#loginButton").click();
      PlaywrightAssertions.assertThat(page.locator("#nameLabel")).containsText("Ada");
      page.reload();
      PlaywrightAssertions.assertThat(page.locator("#nameLabel")).containsText("Ada");
    }
  }

  private static Page open(BrowserContext context, String path, String script) {
    pages.page(path, PAGE.replace("%SCRIPT%", script));
    Page page = context.newPage();
    page.navigate(pages.origin() + path);
    return page;
  }

  private static String withOurAddresses(String snippet) {
    return snippet
        .replace("http://localhost:8787", "http://localhost:" + relay.port())
        .replace("https://api.example.com/profile", provider.profileUrl())
        .replace("https://api.example.com", provider.origin());
  }

  /** A script that has the npm package, as it was built, and React in it. */
  private Path bundle(String name, String snippet) throws Exception {
    Path source = Files.writeString(directory.resolve(name), withOurAddresses(snippet));
    linkPackage();
    Path script = directory.resolve("bundle.js");
    run(
        directory,
        MODULES.resolve(".bin/esbuild").toString(),
        source.toString(),
        "--bundle",
        "--format=esm",
        "--jsx=automatic",
        "--log-level=error",
        "--outfile=" + script);
    return script;
  }

  private void linkPackage() throws IOException {
    Path modules = Files.createDirectories(directory.resolve("node_modules"));
    Path link = modules.resolve("latchkey");
    if (!Files.isSymbolicLink(link)) {
      Files.createSymbolicLink(link, CLIENT.resolve("target/npm"));
    }
  }

  private static void run(Path directory, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("NODE_PATH", MODULES.toString());
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), output);
  }
}
