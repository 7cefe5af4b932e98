package io.github.latchkey.client.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The relay's runnable jar in a process of its own, which can be killed as a machine kills one. */
final class RelayProcess {
  private static final Path JAR = Path.of("../relay/server/target/latchkey-relay.jar");

  private final Process process;

  private RelayProcess(Process process) {
    this.process = process;
  }

  /** Whether the jar is there: Maven packs it before it comes to the client. */
  static boolean isPacked() {
    return Files.exists(JAR);
  }

  /**
   * Starts it, and waits until it serves.
   *
   * @param settings all of its environment
   */
  static RelayProcess start(Map<String, String> settings) {
    try {
      Path directory = Files.createTempDirectory("relay");
      Path out = directory.resolve("out");
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Duser.home=" + directory,
                  "-jar",
                  JAR.toAbsolutePath().toString())
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile());
      builder.environment().clear();
      builder.environment().putAll(settings);
      RelayProcess relay = new RelayProcess(builder.start());
      relay.awaitStart(out);
      return relay;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitStart(Path out) throws IOException, InterruptedException {
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.readString(out).contains(" serves ")) {
      if (!process.isAlive() || System.nanoTime() > endNanos) {
        kill();
        throw new IllegalStateException("no start: " + Files.readString(out));
      }
      process.waitFor(10, TimeUnit.MILLISECONDS);
    }
  }

  /** Kills it (SIGKILL), and waits until it is dead. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }
}
