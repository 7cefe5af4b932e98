package io.github.latchkey.relay.server.jar;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The runnable jar in a process of its own, as an operator has it. */
public final class RelayProcess implements AutoCloseable {
  private final Process process;
  private final Path out;
  private final Path err;

  /**
   * Starts it.
   *
   * @param directory the working directory; also the home directory
   * @param environment all of the environment
   */
  public RelayProcess(Path directory, Map<String, String> environment, String... arguments)
      throws IOException {
    this(directory, environment, List.of(), arguments);
  }

  /**
   * Starts it with options for the JVM.
   *
   * @param directory the working directory; also the home directory
   * @param environment all of the environment
   * @param jvmOptions such as {@code -Xmx128m}
   */
  public RelayProcess(
      Path directory, Map<String, String> environment, List<String> jvmOptions, String... arguments)
      throws IOException {
    this(command(directory, jvmOptions, arguments), directory, environment);
  }

  /** Starts it by a command of the caller's. */
  RelayProcess(List<String> command, Path directory, Map<String, String> environment)
      throws IOException {
    out = Files.createTempFile(directory, "out", ".log");
    err = Files.createTempFile(directory, "err", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /** The jar under test; without it the test is skipped. */
  static Path jar() {
    String jar = System.getProperty("relay.jar");
    assumeTrue(jar != null, "the jar is tested once it is packed");
    return Path.of(jar);
  }

  private static List<String> command(
      Path directory, List<String> jvmOptions, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-Duser.home=" + directory, "-jar", jar().toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Waits for the line that says where it serves. */
  public RelayProcess awaitStart() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!out().contains(" serves ") && !out().contains("\"serves\":")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError("no start: " + out() + err());
      }
      Thread.sleep(10);
    }
    return this;
  }

  /** Waits for its end, two minutes at most. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running");
    }
    return process.exitValue();
  }

  /** Sends a signal, such as {@code TERM}. */
  public void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  public String out() throws IOException {
    return Files.readString(out);
  }

  public String err() throws IOException {
    return Files.readString(err);
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  /** What it has printed anywhere. */
  String everything() throws IOException {
    return out() + err();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
