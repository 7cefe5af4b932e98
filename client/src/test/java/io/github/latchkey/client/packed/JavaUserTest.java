package io.github.latchkey.client.packed;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Maven project outside of the reactor, which depends on the jar alone. */
class JavaUserTest {
  private static final Path PROJECT = Path.of("src/test/java-user");
  private static final String VERSION = System.getProperty("latchkey.version");

  private final Path folder = Path.of("target/java-user").toAbsolutePath();

  /** What an earlier run left; links are taken away, never what they lead to. */
  @BeforeEach
  void clear() throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }

  @Test
  void compilesWithTeaVmAndLogsIn() throws Exception {
    try (Place place = new Place()) {
      Files.copy(PROJECT.resolve("pom.xml"), folder.resolve("pom.xml"));
      Path source = Path.of("src/main/java/example/Plugin.java");
      Files.createDirectories(folder.resolve(source).getParent());
      String plugin = Files.readString(PROJECT.resolve(source));
      Files.writeString(folder.resolve(source), place.withAddresses(plugin));
      build();
      place.pages().script("/plugin.js", folder.resolve("target/javascript/plugin.js"));
      Page page =
          place.open(
              "/", "<script type=module>import { main } from '/plugin.js'; main([]);</script>");
      place.logIn(page, "#button");
      assertThat(page.locator("#label")).containsText("Ada");
      assertThat(page.locator("#label")).containsText("1 true");
    }
  }

  private void build() throws Exception {
    boolean isWindows = System.getProperty("os.name").startsWith("Windows");
    Path maven = Path.of(System.getProperty("maven.home"), "bin", isWindows ? "mvn.cmd" : "mvn");
    ProcessBuilder builder =
        new ProcessBuilder(
            maven.toString(),
            "--batch-mode",
            "--offline",
            "--quiet",
            "-Dmaven.repo.local=" + repository(),
            "-Dlatchkey.version=" + VERSION,
            "-Dteavm.version=" + System.getProperty("teavm.version"),
            "process-classes");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // A folder .mvn above says nothing here.
    builder.environment().put("MAVEN_BASEDIR", folder.toString());
    Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  /**
   * A local repository of its own: links to all that this build has fetched, so that nothing is
   * fetched again, and of Latchkey only the jar and the two poms that would be published.
   */
  private Path repository() throws IOException {
    Path repository = Files.createDirectory(folder.resolve("repository"));
    Path fetched = Path.of(System.getProperty("maven.repository"));
    for (String own : List.of("io", "github", "latchkey")) {
      try (var entries = Files.list(fetched)) {
        for (Path entry : entries.filter(Files::isDirectory).toList()) {
          if (!entry.getFileName().toString().equals(own)) {
            Files.createSymbolicLink(repository.resolve(entry.getFileName()), entry);
          }
        }
      }
      repository = Files.createDirectory(repository.resolve(own));
      fetched = fetched.resolve(own);
      if (!Files.exists(fetched)) {
        fetched = Files.createDirectories(folder.resolve("nothing"));
      }
    }
    stage(repository, "latchkey", Path.of("../pom.xml"), ".pom");
    stage(repository, "latchkey-client", Path.of("pom.xml"), ".pom");
    Path jar = Path.of("target/latchkey-client-" + VERSION + ".jar");
    stage(repository, "latchkey-client", jar, ".jar");
    return folder.resolve("repository");
  }

  private static void stage(Path group, String artifact, Path file, String ending)
      throws IOException {
    Path version = Files.createDirectories(group.resolve(artifact).resolve(VERSION));
    Files.copy(file, version.resolve(artifact + "-" + VERSION + ending));
  }
}
