package io.github.latchkey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.testing.PackageDiagram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackagesTest {
  private static final Path CLASSES = Path.of("target/classes");

  @Test
  void packagesImportEachOtherAsTheDiagramInContributingShows() throws IOException {
    List<String> differences =
        PackageDiagram.read("client").differences(CLASSES, "io.github.latchkey");
    assertEquals("", String.join("\n", differences));
  }

  @Test
  void noClassOfTheClientDependsOnItselfByWayOfOthers() {
    assertEquals(
        List.of(), PackageDiagram.classCycles(CLASSES, "io.github.latchkey.client."), "cycles");
  }
}
