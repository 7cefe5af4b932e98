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

/** A server in Node: a child process that runs as long as this process. */
public final class NodeServer implements AutoCloseable {
  /** An address, because "localhost" resolves to different ones on different systems. */
  private static final String HOST = "127.0.0.1";

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final long STOP_SECONDS = 5;

  private final String name;
  private final int port;
  private final Process process;
  private final Path log;

  private NodeServer(String name, int port, Process process, Path log) {
    this.name = name;
    this.port = port;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts Vite, which serves the plugin, and waits until it accepts connections.
   *
   * @param folder the folder of {@code vite.config.js}
   * @param port a free port
   * @param environment the variables that {@code vite.config.js} and the plugin read
   * @param log a file that its output is appended to
   * @throws IOException if Node is missing or Vite does not start; the message has its output
   */
  static NodeServer startVite(Path folder, int port, Map<String, String> environment, Path log)
      throws IOException {
    Path vite = folder.resolve("../node_modules/vite/bin/vite.js").normalize();
    if (!Files.exists(vite)) {
      throw new IOException(vite + " is missing. Run the Maven build first.");
    }
    List<String> command = new ArrayList<>(List.of("node", vite.toString()));
    command.addAll(List.of("--host", HOST, "--port", Integer.toString(port)));
    command.addAll(List.of("--strictPort", "--logLevel", "warn", "--clearScreen", "false"));
    return start("Vite", command, folder, port, environment, log);
  }

  /**
   * Starts the stand-in for Framer's window and waits until it accepts connections.
   *
   * @param folder the folder of the npm package {@code framer-stand-in}
   * @param port a free port
   * @param config a JSON file with its other options
   * @param log a file that its output is appended to
   * @throws IOException if Node is missing or it does not start; the message has its output
   */
  public static NodeServer startStandIn(Path folder, int port, Path config, Path log)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("node", folder.resolve("cli.mjs").toString()));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of("--config", config.toString(), "--until-stdin-closes"));
    return start("The stand-in for Framer", command, folder, port, Map.of(), log);
  }

  private static NodeServer start(
      String name,
      List<String> command,
      Path folder,
      int port,
      Map<String, String> environment,
      Path log)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    // Its standard input is a pipe that closes however this process ends; vite.config.js ends Vite
    // then, which Vite itself does not do if CI is set.
    builder.environment().put("ENDS_WITH_INPUT", "true");
    builder.environment().remove("CI");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    NodeServer server = new NodeServer(name, port, builder.start(), log);
    try {
      server.awaitListener();
      return server;
    } catch (IOException failed) {
      server.close();
      throw failed;
    }
  }

  private void awaitListener() throws IOException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    try {
      while (System.nanoTime() < end) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new IOException(name + " has exited:\n" + Files.readString(log));
        }
        try {
          new Socket(HOST, port).close();
          return;
        } catch (IOException notYet) {
          // It does not listen yet.
        }
      }
      throw new IOException(
          name + " does not accept connections on port " + port + ":\n" + Files.readString(log));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + name + " started", interrupted);
    }
  }

  /** Its origin. */
  public String origin() {
    return "http://" + HOST + ":" + port;
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
