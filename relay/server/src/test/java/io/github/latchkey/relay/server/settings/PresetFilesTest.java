package io.github.latchkey.relay.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.latchkey.relay.jdk.PresetFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What lies in the folder of presets is found by name. */
final class PresetFilesTest {
  private final PresetFiles presets = new PresetFiles();

  @Test
  void everyFileOfTheFolderHasItsNameInTheList() throws Exception {
    List<String> files;
    try (Stream<Path> folder = Files.list(Path.of("../presets"))) {
      files =
          folder
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".preset"))
              .map(name -> name.substring(0, name.length() - ".preset".length()))
              .sorted()
              .toList();
    }
    assertEquals(files, presets.names());
  }

  @Test
  void settingsAreThoseInCapitals() {
    assertEquals(
        "https://api.notion.com/v1/oauth/token", presets.find("notion").get("TOKEN_ENDPOINT"));
    for (String name : presets.names()) {
      for (String setting : presets.find(name).keySet()) {
        assertEquals(true, setting.matches("[A-Z_]+"), name + ": " + setting);
      }
    }
    for (String unknown : new String[] {"", "Notion", "notion.preset", "../presets/notion"}) {
      assertNull(presets.find(unknown), unknown);
    }
  }
}
