package io.github.latchkey.testing.engine;

import java.time.Duration;
import java.util.function.Supplier;

/** A condition asked for again and again, because a browser does not say when it holds. */
final class Awaited {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private Awaited() {}

  /**
   * Asks until there is a value.
   *
   * @param ask gives the value, or null while there is none; where it throws, the page may be
   *     loading, so it is asked again
   * @param what names what is awaited, for the error
   * @throws EngineException where there was none in time; its cause is what {@code ask} threw last
   */
  static <T> T value(Supplier<T> ask, Supplier<String> what) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    EngineException last;
    do {
      last = null;
      try {
        T value = ask.get();
        if (value != null) {
          return value;
        }
      } catch (EngineException e) {
        last = e;
      }
      pause();
    } while (System.nanoTime() < deadline);
    throw new EngineException(
        "Waited " + PATIENCE.toSeconds() + " s in vain for " + what.get(), last);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted", e);
    }
  }
}
