package io.github.latchkey.relay.server;

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
        PackageDiagram.read("relay/server")
            .differences(Path.of("target/classes"), "io.github.latchkey.relay.server");
    assertEquals("", String.join("\n", differences));
  }
}
