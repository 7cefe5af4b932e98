package io.github.latchkey.relay.presets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The pages of the providers are as their presets have them. */
final class PresetPagesTest {
  @SuppressWarnings("unused")
  private static final Iterable<Known> KNOWN = KnownProviders.ALL;

  @Test
  void noPageIsOutOfDate() throws Exception {
    Process node =
        new ProcessBuilder("node", "../presets/pages.mjs", "--check")
            .redirectErrorStream(true)
            .start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, node.waitFor(), said);
  }

  @ParameterizedTest
  @FieldSource("KNOWN")
  void aPageSaysThatItWasNotTriedAndWhatToRegister(Known known) throws Exception {
    String page = Files.readString(Path.of("../presets", known.name + ".md"));
    assertTrue(page.contains("**Not tried against the real "), page);
    assertTrue(page.contains("PROVIDER=" + known.name + "\n"));
    assertTrue(page.contains("**Redirect URI:** `http"));
    assertTrue(page.contains("/redirect"));
    assertTrue(page.contains("\n1. "));
    for (String origin : known.apiOrigins) {
      assertTrue(page.contains(origin), origin);
    }
  }
}
