package io.github.latchkey.relay.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JdkRandomTest {
  @Test
  void everyDrawIsNewAndAsLongAsAsked() {
    JdkRandom random = new JdkRandom();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = random.nextBytes(16);
      assertEquals(16, bytes.length);
      assertTrue(seen.add(Arrays.toString(bytes)));
    }
  }

  @Test
  void aSystemWithoutASourceIsAnErrorInsteadOfGuessableBytes() {
    assertThrows(IllegalStateException.class, () -> new JdkRandom(List.of("NoSuchSource")));
    new JdkRandom(List.of("NoSuchSource", "NativePRNG"));
  }
}
