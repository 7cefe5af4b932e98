package io.github.latchkey.client.packed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A project in {@code target/npm-test} that has the npm package in its {@code node_modules} as it
 * is packed, never the folder that it is packed from.
 */
final class PackedPackage {
  private static final Path FOLDER = Path.of("target/npm-test");

  private static PackedPackage installed;

  private PackedPackage() {
    run(Path.of("."), "src/test/npm/install.mjs");
  }

  /** The project, installed once for all tests. */
  static synchronized PackedPackage installed() {
    if (installed == null) {
      installed = new PackedPackage();
    }
    return installed;
  }

  /** Where the project lies. */
  Path folder() {
    return FOLDER;
  }

  /**
   * Runs a program by Node in the project; fails the test, with all that it printed, unless it
   * succeeds.
   */
  String node(String... arguments) {
    return run(FOLDER, arguments);
  }

  /** Runs a program of the workspace's {@code node_modules} in the project, like {@link #node}. */
  String tool(String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of("../../../node_modules/" + program));
    Collections.addAll(command, arguments);
    return node(command.toArray(String[]::new));
  }

  /** Type-checks the project's programs, and makes JavaScript of them beside them. */
  void compile() {
    tool("typescript/bin/tsc", "--project", ".");
  }

  /** Makes one script of a file and all that it imports. */
  Path bundle(String file, String... more) {
    List<String> arguments = new ArrayList<>();
    Collections.addAll(
        arguments,
        file,
        "--bundle",
        "--format=esm",
        "--jsx=automatic",
        "--log-level=warning",
        "--outfile=bundled/" + file + ".js");
    Collections.addAll(arguments, more);
    assertEquals("", tool("esbuild/bin/esbuild", arguments.toArray(String[]::new)));
    return FOLDER.resolve("bundled/" + file + ".js");
  }

  private static String run(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of("node"));
    Collections.addAll(command, arguments);
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), output);
      return output;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A file of the project. */
  String text(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }

  /** Writes a file into the project. */
  void write(String file, String text) throws IOException {
    Files.writeString(FOLDER.resolve(file), text);
  }
}
