package io.github.latchkey.relay.seal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long a refusal takes says nothing about how much of a MAC was right. */
final class T15TimingTest {
  private static final Path CLASSES = Path.of("target/classes/io/github/latchkey/relay/seal");

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

  /**
   * One MiB makes an early return visible however busy the machine is: it would be 10,000 times
   * faster.
   */
  @Test
  void aDifferenceInTheFirstByteTakesAsLongAsOneInTheLast() {
    byte[] mac = new byte[1024 * 1024];
    byte[] first = mac.clone();
    first[0] = 1;
    byte[] last = mac.clone();
    last[last.length - 1] = 1;
    long firstNanos = Long.MAX_VALUE;
    long lastNanos = Long.MAX_VALUE;
    for (int i = 0; i < 30; i++) {
      firstNanos = Math.min(firstNanos, nanosToCompare(mac, first));
      lastNanos = Math.min(lastNanos, nanosToCompare(mac, last));
    }
    assertTrue(firstNanos * 100 > lastNanos, firstNanos + " ns and " + lastNanos + " ns");
  }

  private static long nanosToCompare(byte[] mac, byte[] other) {
    long start = System.nanoTime();
    assertFalse(Bytes.equalInConstantTime(mac, other));
    return System.nanoTime() - start;
  }

  @Test
  void noClassThatHandlesSecretsComparesBytesInAnotherWay() {
    for (JavaClass type : new ClassFileImporter().importPath(CLASSES)) {
      for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
        boolean isOfArrays = call.getTargetOwner().isEquivalentTo(Arrays.class);
        boolean compares = Set.of("equals", "compare", "mismatch").contains(call.getName());
        assertFalse(isOfArrays && compares, call.getDescription());
      }
    }
  }
}
