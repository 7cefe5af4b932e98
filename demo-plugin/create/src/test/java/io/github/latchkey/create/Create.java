package io.github.latchkey.create;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packed generator, and commands in the project that it has written, as a user types them. */
final class Create {
  private static final Path PROGRAM = Path.of("target/npm/create.mjs").toAbsolutePath();

  /** What came of a command. */
  record Result(int code, String output) {}

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  /**
   * For commands in a folder.
   *
   * @param folder where each command runs
   */
  Create(Path folder) {
    this.folder = folder;
    Path maven = Path.of(System.getProperty("maven.home"), "bin");
    environment.put("PATH", maven + System.getProperty("path.separator") + System.getenv("PATH"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    // A folder .mvn above says nothing here.
    environment.put("MAVEN_BASEDIR", "");
    environment.put("npm_config_fetch_retries", "5");
    environment.put("npm_config_prefer_offline", "true");
    // For a Maven of a few seconds the JVM's second compiler is not worth its time.
    environment.put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1");
    set("maven.repo.local", System.getProperty("maven.repository"));
  }

  /** Gives every Maven from now on a system property. */
  void set(String property, String value) {
    environment.merge("MAVEN_OPTS", "-D" + property + "=" + value, (old, more) -> old + " " + more);
  }

  /** Gives every command from now on a variable of the environment. */
  void setVariable(String name, String value) {
    environment.put(name, value);
  }

  /** The names of all providers that are known. */
  static List<String> providers() throws IOException {
    return Files.readAllLines(Path.of("target/npm/presets/names.txt"));
  }

  /** Runs the generator in the folder. */
  Result create(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", PROGRAM.toString()));
    command.addAll(Arrays.asList(arguments));
    return run(folder, command);
  }

  /** Writes a project, and gives commands in it. */
  Create project(String name, String provider, String template, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of(name, "--provider", provider, "--template", template));
    arguments.addAll(Arrays.asList(more));
    Result result = create(arguments.toArray(String[]::new));
    assertEquals(0, result.code(), result.output());
    Create project = new Create(folder.resolve(name));
    project.environment.putAll(environment);
    return project;
  }

  /** Where commands run. */
  Path folder() {
    return folder;
  }

  /** Runs a command that must go well, and gives what it printed. */
  String succeed(String... command) throws Exception {
    Result result = run(folder, List.of(command));
    assertEquals(0, result.code(), String.join(" ", command) + "\n" + result.output());
    return result.output();
  }

  /** Runs a command. */
  Result run(String... command) throws Exception {
    return run(folder, List.of(command));
  }

  private Result run(Path where, List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(nothing()));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private static File nothing() {
    return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
  }
}
