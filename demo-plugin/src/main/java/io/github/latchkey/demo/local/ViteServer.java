package io.github.latchkey.demo.local;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Vite, a child process that serves the plugin while this one lives. */
final class ViteServer implements AutoCloseable {
  /** Named, because what Vite makes of "localhost" differs between systems. */
  private static final String HOST = "127.0.0.1";

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final long STOP_SECONDS = 5;

  private final Process process;
  private final Path log;

  private ViteServer(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts Vite and waits until it answers.
   *
   * @param folder the folder of {@code vite.config.js}
   * @param port a free port; if it is taken meanwhile there is no start
   * @param environment what {@code vite.config.js} and the plugin read
   * @param log a file that its output is added to
   * @throws IOException if there is no Node, or no answer; the message has what Vite said
   */
  static ViteServer start(Path folder, int port, Map<String, String> environment, Path log)
      throws IOException {
    Path vite = folder.resolve("../node_modules/vite/bin/vite.js").normalize();
    if (!Files.exists(vite)) {
      throw new IOException(vite + " is missing: run the Maven build first");
    }
    List<String> command = new ArrayList<>(List.of("node", vite.toString()));
    command.addAll(List.of("--host", HOST, "--port", Integer.toString(port)));
    command.addAll(List.of("--strictPort", "--logLevel", "warn", "--clearScreen", "false"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    // Its standard input is a pipe that closes however this process dies; vite.config.js makes
    // Vite end then, which Vite itself refuses to do where CI is set.
    builder.environment().put("ENDS_WITH_INPUT", "true");
    builder.environment().remove("CI");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    ViteServer server = new ViteServer(builder.start(), log);
    try {
      server.awaitListener(port);
      return server;
    } catch (IOException failed) {
      server.close();
      throw failed;
    }
  }

  private void awaitListener(int port) throws IOException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    try {
      while (System.nanoTime() < end) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new IOException("Vite ended by itself:\n" + Files.readString(log));
        }
        try {
          new Socket(HOST, port).close();
          return;
        } catch (IOException notYet) {
          // Nobody listens there so far.
        }
      }
      throw new IOException("Vite does not answer:\n" + Files.readString(log));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Vite started", interrupted);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
