package io.github.latchkey.demo.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is handed to Framer when the plugin is published. */
class BuiltPluginTest {
  private static final Path BUILT = Path.of("target/plugin");
  private static final String HANDSHAKE = "pluginReadySignal";

  @Test
  void hasFramersDescriptionOfIt() throws IOException {
    assertEquals(
        Files.readString(Path.of("framer.json")), Files.readString(BUILT.resolve("framer.json")));
    assertTrue(Files.exists(BUILT.resolve("icon.svg")));
  }

  @Test
  void loadsTheSdkFromAFileOfItsOwn() throws IOException {
    String page = Files.readString(BUILT.resolve("index.html"));
    List<Path> scripts = scripts();
    Path entry =
        scripts.stream()
            .filter(script -> page.contains(script.getFileName().toString()))
            .findFirst()
            .orElseThrow();
    assertFalse(Files.readString(entry).contains(HANDSHAKE));
    assertTrue(scripts.stream().anyMatch(script -> read(script).contains(HANDSHAKE)));
  }

  @Test
  void refersToNothingOutside() throws IOException {
    String page = Files.readString(BUILT.resolve("index.html"));
    assertFalse(page.contains("//"), page);
    List<Path> sheets = files(".*\\.css");
    assertEquals(1, sheets.size());
    // In the SDK's style sheet there are pictures within it, which name SVG's namespace.
    String sheet = read(sheets.get(0)).replaceAll("http://www\\.w3\\.org/\\d+/\\w+", "");
    for (String outside : List.of("http:", "https:", "url(/", "@import")) {
      assertFalse(sheet.contains(outside), outside);
    }
    assertTrue(sheet.contains("framer-button-primary"));
  }

  private static List<Path> scripts() throws IOException {
    return files(".*\\.m?js");
  }

  private static List<Path> files(String pattern) throws IOException {
    try (Stream<Path> files = Files.walk(BUILT)) {
      return files.filter(file -> file.toString().matches(pattern)).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
