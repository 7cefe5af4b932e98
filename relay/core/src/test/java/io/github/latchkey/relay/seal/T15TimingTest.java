package io.github.latchkey.relay.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long a refusal takes says nothing about how much of a MAC was right. */
final class T15TimingTest {
  private static final Path SEAL = Path.of("src/main/java/io/github/latchkey/relay/seal");

  @Test
  void macsAreEqualOnlyWhereEveryBitIs() {
    byte[] mac = new byte[16];
    for (int i = 0; i < mac.length; i++) {
      mac[i] = (byte) (31 * i);
    }
    assertTrue(Bytes.equalInConstantTime(mac, mac.clone()));
    for (int bit = 0; bit < 8 * mac.length; bit++) {
      byte[] other = mac.clone();
      other[bit / 8] ^= (byte) (1 << bit % 8);
      assertFalse(Bytes.equalInConstantTime(mac, other), "bit " + bit);
    }
    for (int length = 0; length < mac.length; length++) {
      assertFalse(Bytes.equalInConstantTime(mac, Bytes.slice(mac, 0, length)));
    }
  }

  /** Timing itself cannot be measured on a busy machine; that nothing stops early can be read. */
  @Test
  void theComparisonLooksAtEveryByteAndNothingHereComparesBytesInAnotherWay() throws Exception {
    String bytes = Files.readString(SEAL.resolve("Bytes.java"));
    String loop = bytes.substring(bytes.indexOf("int difference = 0;"));
    loop = loop.substring(0, loop.indexOf("return difference == 0;"));
    assertFalse(loop.contains("return") || loop.contains("break") || loop.contains("if ("), loop);
    try (Stream<Path> files = Files.list(SEAL)) {
      for (Path file : files.toList()) {
        String source = Files.readString(file);
        for (String word : List.of("Arrays.equals", "Arrays.compare", "Arrays.mismatch")) {
          assertFalse(source.contains(word), file + " uses " + word);
        }
      }
    }
    String keys = Files.readString(SEAL.resolve("RelayKeys.java"));
    assertEquals(1, keys.split("equalInConstantTime", -1).length - 1);
    // Every key is tried, so that the time does not tell which one it was either.
    assertTrue(keys.contains("isOurs |= Bytes.equalInConstantTime("), keys);
  }
}
