package io.github.latchkey.demo.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The repository's README, and the code in it. */
final class Readme {
  /** The repository's folder, seen from this module's. */
  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^( *)```(\\w+)\\n(.*?)^ *```$", Pattern.MULTILINE);

  private final List<Block> blocks = new ArrayList<>();

  private record Block(String language, String text) {}

  private Readme(String text) {
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      String indent = "(?m)^" + matcher.group(1);
      blocks.add(new Block(matcher.group(2), matcher.group(3).replaceAll(indent, "")));
    }
  }

  static Readme read() throws IOException {
    return read("README.md");
  }

  /** Another page of the documentation. */
  static Readme read(String path) throws IOException {
    return new Readme(Files.readString(REPOSITORY.resolve(path)));
  }

  /** The languages of all blocks, in order. */
  List<String> languages() {
    return blocks.stream().map(Block::language).toList();
  }

  /** The first block in a language. */
  String first(String language) {
    return all(language).get(0);
  }

  /** Every block in a language. */
  List<String> all(String language) {
    return blocks.stream()
        .filter(block -> block.language().equals(language))
        .map(Block::text)
        .toList();
  }
}
