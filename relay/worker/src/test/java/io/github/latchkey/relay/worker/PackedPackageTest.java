package io.github.latchkey.relay.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The npm package, packed and put into an empty project, beside the wrangler that it asks for. */
class PackedPackageTest {
  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path project;

  @BeforeEach
  void install() throws Exception {
    Path modules = Files.createDirectory(project.resolve("node_modules"));
    String npm = File.separatorChar == '\\' ? "npm.cmd" : "npm";
    List<String> packed =
        run(Path.of("target/npm"), npm, "pack", "--silent", "--pack-destination", "" + project);
    String archive = packed.get(packed.size() - 1);
    run(project, "tar", "-xzf", archive);
    Files.move(project.resolve("package"), modules.resolve("latchkey-relay"));
    Files.delete(project.resolve(archive));
    Files.createSymbolicLink(
        modules.resolve("wrangler"), Path.of("../../node_modules/wrangler").toRealPath());
  }

  @Test
  void itSaysWhatIsMissing() throws Exception {
    assertEquals(
        List.of("There is no wrangler.toml here: npx latchkey-relay init writes one."),
        run(project, command("dev")));
    assertEquals(
        List.of("Wrote wrangler.toml.", "Wrote .dev.vars."), run(project, command("init")));
    assertEquals(
        List.of("wrangler.toml is there already.", ".dev.vars is there already."),
        run(project, command("init")));
    assertEquals(
        List.of("Nothing to create: rows lie in Durable Objects, which wrangler.toml makes."),
        run(project, command("bootstrap")));
    Files.delete(project.resolve(".dev.vars"));
    assertEquals(
        List.of("There is no .dev.vars here: npx latchkey-relay init writes one to fill in."),
        run(project, command("dev")));
  }

  @Test
  void aLoginGoesThroughIt() throws Exception {
    run(project, command("init"));
    int port = FreePort.find();
    String relay = "http://localhost:" + port;
    try (FakeProvider provider = FakeProvider.start()) {
      StringBuilder variables = new StringBuilder();
      for (Map.Entry<String, String> setting : provider.relaySettings(port).entrySet()) {
        variables.append(setting.getKey() + "=\"" + setting.getValue() + "\"\n");
      }
      variables.append("PLUGIN_URI=https://localhost:5173\n");
      Files.writeString(project.resolve(".dev.vars"), variables);
      Process dev = start(project, command("dev", "--port", "" + port, "--inspector-port", "0"));
      try {
        awaitReady(dev);
        assertEquals("Latchkey relay: up.\n", get(relay + "/").body());
        JsonObject login = new Gson().fromJson(post(relay + "/authorize", ""), JsonObject.class);
        String back =
            get(login.get("url").getAsString()).headers().firstValue("location").orElseThrow();
        assertEquals(303, get(back).statusCode());
        String tokens = post(relay + "/poll", "readKey=" + login.get("readKey").getAsString());
        assertTrue(provider.tokenAnswers().contains(tokens), tokens);
      } finally {
        dev.descendants().forEach(ProcessHandle::destroyForcibly);
        dev.destroyForcibly().waitFor();
      }
    }
  }

  private static void awaitReady(Process dev) throws IOException {
    BufferedReader out = new BufferedReader(new InputStreamReader(dev.getInputStream(), UTF_8));
    List<String> said = new ArrayList<>();
    while (true) {
      String line = out.readLine();
      if (line == null) {
        throw new IOException("It ended: " + said);
      }
      said.add(line);
      if (line.contains("Ready on")) {
        // What it says from here on must not block it.
        Thread rest = new Thread(() -> out.lines().forEach(more -> {}), "wrangler-log");
        rest.setDaemon(true);
        rest.start();
        return;
      }
    }
  }

  private static String[] command(String... more) {
    List<String> command =
        new ArrayList<>(List.of("node", "node_modules/latchkey-relay/local.mjs"));
    command.addAll(List.of(more));
    return command.toArray(String[]::new);
  }

  private static Process start(Path folder, String... command) throws IOException {
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
  }

  private static List<String> run(Path folder, String... command) throws Exception {
    Process process = start(folder, command);
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(300, TimeUnit.SECONDS));
    return out.lines().toList();
  }

  private HttpResponse<String> get(String url) throws Exception {
    return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private String post(String url, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }
}
