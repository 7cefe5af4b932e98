package io.github.latchkey.relay.jdk;

import io.github.latchkey.relay.port.Random;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;

/** Random bytes from the operating system, or none at all. */
public final class JdkRandom implements Random {
  /** The operating system's own sources; anything else the JDK would seed by guesswork. */
  private static final List<String> SOURCES = List.of("NativePRNG", "Windows-PRNG");

  private final SecureRandom random;

  /**
   * Opens the source.
   *
   * @throws IllegalStateException where there is none
   */
  public JdkRandom() {
    this(SOURCES);
  }

  JdkRandom(List<String> sources) {
    random = open(sources);
  }

  private static SecureRandom open(List<String> sources) {
    for (String source : sources) {
      try {
        return SecureRandom.getInstance(source);
      } catch (NoSuchAlgorithmException e) {
        // The next one: each system has one of them.
      }
    }
    throw new IllegalStateException("This system has no source of random bytes fit for keys.");
  }

  @Override
  public byte[] nextBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
