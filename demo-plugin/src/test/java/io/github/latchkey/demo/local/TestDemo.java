package io.github.latchkey.demo.local;

import io.github.latchkey.testing.FreePort;
import java.nio.file.Path;
import java.util.Map;

/** The demo as the tests start it: on any free ports, with tokens that end sooner. */
final class TestDemo {
  private TestDemo() {}

  static Demo start() throws Exception {
    return start(null);
  }

  /** The same before a relay that the test starts, where it is not null. */
  static Demo start(String otherRelay) throws Exception {
    Path folder = Path.of("").toAbsolutePath();
    return Demo.start(
        new DemoSettings(
            folder,
            folder.resolve("target/test-demo.log"),
            FreePort.find(),
            FreePort.find(),
            FreePort.find(),
            5,
            null,
            Map.of(),
            otherRelay));
  }
}
