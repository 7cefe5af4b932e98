package io.github.latchkey.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThreatIndexTest {
  private static final Path TOP = PackageDiagram.repository();
  private static final Pattern CLASS = Pattern.compile("`([TC]\\d\\d\\w*Test)`");

  @Test
  void everyTestOfAThreatIsListedBesideItAndEveryListedTestExists() throws IOException {
    Set<String> listed = new TreeSet<>();
    for (String row : Files.readAllLines(TOP.resolve("relay/THREATS.md"))) {
      Matcher name = CLASS.matcher(row);
      while (name.find()) {
        assertEquals(
            row.substring(2, 5), name.group(1).substring(0, 3), "the row of " + name.group());
        listed.add(name.group(1));
      }
    }
    assertEquals(existing(), listed);
  }

  @Test
  void everyThreatHasATest() throws IOException {
    for (String row : Files.readAllLines(TOP.resolve("relay/THREATS.md"))) {
      if (row.matches("\\| [TC]\\d\\d .*")) {
        assertEquals(true, CLASS.matcher(row).find(), row);
      }
    }
  }

  private static Set<String> existing() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String module : new String[] {"relay", "client", "demo-plugin"}) {
      try (Stream<Path> files = Files.walk(TOP.resolve(module))) {
        files
            .filter(
                file ->
                    file.toString().contains("/src/test/java/".replace('/', File.separatorChar)))
            .map(file -> file.getFileName().toString())
            .filter(name -> name.matches("[TC]\\d\\d\\w*Test\\.java"))
            .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
      }
    }
    return names;
  }
}
