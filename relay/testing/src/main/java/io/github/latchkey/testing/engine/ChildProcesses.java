package io.github.latchkey.testing.engine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The processes of one engine and the folder they live in, which is their HOME and TMPDIR too.
 * Closed, or at the end of the JVM, all of them are ended, with whatever they started, and the
 * folder is deleted.
 */
final class ChildProcesses implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path home;
  private final List<Process> processes = new ArrayList<>();
  private final Thread atExit = new Thread(this::end);

  ChildProcesses() {
    try {
      home = Files.createTempDirectory("latchkey-engine");
    } catch (IOException e) {
      throw new EngineException("No folder for a browser's profile", e);
    }
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** The folder that goes with the processes. */
  Path home() {
    return home;
  }

  /**
   * An executable on the PATH.
   *
   * @throws EngineException where there is none; it names Debian's package
   */
  static String onPath(String program, String debianPackage) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(() -> missing(program, debianPackage));
  }

  static EngineException missing(String program, String debianPackage) {
    return new EngineException(
        program + " is not here: install Debian's package " + debianPackage + ".");
  }

  /** Starts a program whose output goes to a file in the folder; {@link #output} reads it. */
  void start(Map<String, String> environment, List<String> command) {
    Path log = log(processes.size());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("TMPDIR", home.toString());
    builder.environment().putAll(environment);
    try {
      processes.add(builder.start());
    } catch (IOException e) {
      throw new EngineException("Cannot start " + command.get(0), e);
    }
  }

  /** Everything that the program started last has printed. */
  String output() {
    try {
      return Files.readString(log(processes.size() - 1), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new EngineException("Cannot read what a program printed", e);
    }
  }

  private Path log(int index) {
    return home.resolve("output-" + index + ".txt");
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    end();
  }

  private void end() {
    // The family is listed before anything ends: a child whose parent is gone is no longer found.
    List<ProcessHandle> family = new ArrayList<>();
    for (Process process : processes) {
      family.add(process.toHandle());
      process.descendants().forEach(family::add);
    }
    // Xvfb removes its lock file where it is asked to end; who does not end is made to.
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      try {
        process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    family.forEach(ProcessHandle::destroyForcibly);
    // A process that is just ending may still write.
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!deleted()) {
      if (System.nanoTime() > deadline) {
        System.err.println("Could not delete " + home);
        return;
      }
      Thread.onSpinWait();
    }
  }

  private boolean deleted() {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .sorted(Comparator.reverseOrder())
          .map(Path::toFile)
          .map(File::delete)
          .reduce(true, Boolean::logicalAnd);
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
