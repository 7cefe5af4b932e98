package io.github.latchkey.demo.local;

import io.github.latchkey.testing.Chromium;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One demo and one Chromium for all classes of tests that only look at them; ended with the last.
 * In that Chromium a frame's storage is partitioned, as it is for everybody.
 */
final class Running implements BeforeAllCallback {
  private static Shared shared;

  private record Shared(Demo demo, Chromium chromium) implements AutoCloseable {
    static Shared start() {
      try {
        return new Shared(TestDemo.start(), Chromium.launch(Chromium.PARTITIONED_STORAGE));
      } catch (Exception failed) {
        throw new IllegalStateException(failed);
      }
    }

    @Override
    public void close() {
      chromium.close();
      demo.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    shared =
        context
            .getRoot()
            .getStore(Namespace.create(Running.class))
            .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
  }

  static Demo demo() {
    return shared.demo();
  }

  static Chromium chromium() {
    return shared.chromium();
  }
}
