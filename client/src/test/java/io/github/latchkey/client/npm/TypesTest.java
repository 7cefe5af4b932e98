package io.github.latchkey.client.npm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The npm package, as it is packed: its types and its module must say the same. */
class TypesTest {
  private static final Path PROJECT = Path.of("target/npm-test");

  @BeforeAll
  static void installThePackage() throws IOException {
    copy(Path.of("target/npm"), PROJECT.resolve("node_modules/latchkey"));
    copy(Path.of("src/test/npm"), PROJECT);
    Files.writeString(PROJECT.resolve("package.json"), "{\"type\": \"module\"}");
  }

  @Test
  void aSampleThatUsesEveryMemberCompilesAndFindsThemAll() throws Exception {
    run("node", "../../node_modules/typescript/bin/tsc", "--project", ".");
    run("node", "sample.js");
  }

  private static void run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(PROJECT.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      List<Path> sources = files.filter(Files::isRegularFile).toList();
      for (Path source : sources) {
        Files.write(to.resolve(source.getFileName()), Files.readAllBytes(source));
      }
    }
  }
}
