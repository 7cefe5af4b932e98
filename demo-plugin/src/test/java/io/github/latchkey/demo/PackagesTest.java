package io.github.latchkey.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.testing.PackageDiagram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackagesTest {
  @Test
  void packagesImportEachOtherAsTheDiagramInContributingShows() throws IOException {
    List<String> differences =
        PackageDiagram.read("demo-plugin")
            .differences(Path.of("target/classes"), "io.github.latchkey.demo");
    assertEquals("", String.join("\n", differences));
  }
}
