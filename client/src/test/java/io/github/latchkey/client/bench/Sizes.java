package io.github.latchkey.client.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** How large each is, as {@code build.mjs} has bundled and measured it. */
final class Sizes {
  private static final int MOST_BROTLI_BYTES = 8192;

  private final Map<String, String[]> byFile = new HashMap<>();

  Sizes() throws IOException {
    for (String line : Files.readAllLines(Stand.BUILT.resolve("sizes.txt"))) {
      String[] fields = line.split(" ");
      byFile.put(fields[0], fields);
    }
  }

  Row minified() {
    return Row.of("size, minified, bytes", contender -> Samples.text(bytes(contender, 1)));
  }

  Row brotli() {
    return Row.of("size, brotli 11, bytes", contender -> Samples.text(bytes(contender, 2)))
        .atMost(MOST_BROTLI_BYTES, bytes(Contender.LATCHKEY, 2), " bytes");
  }

  private int bytes(Contender contender, int field) {
    return Integer.parseInt(byFile.get(contender.file)[field]);
  }
}
