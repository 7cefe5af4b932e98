package io.github.latchkey.relay.stress.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The keys and states in the corpus that {@link FuzzedRelay}'s own keys have made. */
final class Genuine {
  static final Set<String> ALL = read();

  private Genuine() {}

  private static Set<String> read() {
    Set<String> all = new HashSet<>();
    try (Stream<Path> files = Files.list(Path.of("src/test/fuzz").resolve(Target.KEY.folder()))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".genuine")).toList()) {
        all.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
