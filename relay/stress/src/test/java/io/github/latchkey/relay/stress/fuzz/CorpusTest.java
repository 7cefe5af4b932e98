package io.github.latchkey.relay.stress.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a fuzzer once sent, and variations of it, break no promise. */
class CorpusTest {
  private static final int VARIATIONS = Boolean.getBoolean("soak") ? 500_000 : 3_000;
  private static final String[] WORDS = {
    "&",
    "=",
    "%",
    "%00",
    "%c0%af",
    "%2f",
    "+",
    "\n",
    "\0",
    "\u00ff",
    "//",
    "..",
    "@",
    ":443",
    "#",
    "{",
    "}",
    "\"",
    "\\",
    ",",
    "null",
    "[",
    "https://",
    "readKey=",
    "access_token"
  };

  @ParameterizedTest
  @EnumSource(Target.class)
  void whatIsKeptAndVariationsOfItBreakNoPromise(Target target) throws Exception {
    List<byte[]> corpus = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/test/fuzz", target.folder()))) {
      for (Path file : files.sorted().toList()) {
        corpus.add(Files.readAllBytes(file));
      }
    }
    assertFalse(corpus.isEmpty(), "no corpus");
    for (byte[] data : corpus) {
      take(target, data);
    }
    Random random = new Random(1);
    for (int i = 0; i < VARIATIONS; i++) {
      byte[] data = corpus.get(random.nextInt(corpus.size()));
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        data = vary(data, corpus, random);
      }
      take(target, data);
    }
  }

  private static void take(Target target, byte[] data) {
    try {
      target.input.take(data);
    } catch (Exception | AssertionError e) {
      throw new AssertionError(Base64.getEncoder().encodeToString(data), e);
    }
  }

  /** Flips a bit, cuts a piece out, puts a word in, or goes on as another one does. */
  private static byte[] vary(byte[] data, List<byte[]> corpus, Random random) {
    if (data.length == 0) {
      return WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.ISO_8859_1);
    }
    int at = random.nextInt(data.length);
    int until = at + random.nextInt(data.length - at + 1);
    switch (random.nextInt(4)) {
      case 0 -> {
        byte[] flipped = data.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
      }
      case 1 -> {
        return spliced(data, at, new byte[0], data, until);
      }
      case 2 -> {
        String word = WORDS[random.nextInt(WORDS.length)];
        return spliced(data, at, word.getBytes(StandardCharsets.ISO_8859_1), data, at);
      }
      default -> {
        byte[] other = corpus.get(random.nextInt(corpus.size()));
        return spliced(data, at, new byte[0], other, Math.min(until, other.length));
      }
    }
  }

  private static byte[] spliced(byte[] start, int to, byte[] middle, byte[] end, int from) {
    byte[] all = new byte[to + middle.length + end.length - from];
    System.arraycopy(start, 0, all, 0, to);
    System.arraycopy(middle, 0, all, to, middle.length);
    System.arraycopy(end, from, all, to + middle.length, end.length - from);
    return all;
  }
}
