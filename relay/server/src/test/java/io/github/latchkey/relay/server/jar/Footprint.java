package io.github.latchkey.relay.server.jar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM holds at one moment.
 *
 * @param heapBytes of live objects, right after a collection
 * @param threads of the process, the JVM's own included
 * @param descriptors open ones
 * @param residentBytes of memory
 */
public record Footprint(long heapBytes, int threads, int descriptors, long residentBytes) {
  private static final Pattern HEAP_USED = Pattern.compile(" total .* used (\\d+)K");

  /** More than this is growth: what a JVM does by itself differs from hour to hour. */
  private static final long HEAP_SLACK_BYTES = 4L << 20;

  private static final int SLACK = 8;

  /** Collects, and looks. Linux only: threads and descriptors are read from {@code /proc}. */
  public static Footprint of(long pid) throws IOException, InterruptedException {
    // What the first one finds unreachable may hold more until it was finalised.
    jcmd(pid, "GC.run");
    jcmd(pid, "GC.run");
    long heapKilobytes = 0;
    for (String line : jcmd(pid, "GC.heap_info").lines().toList()) {
      // A line a generation, or one for all; classes lie outside the heap.
      Matcher used = HEAP_USED.matcher(line);
      if (used.find() && !line.contains("Metaspace") && !line.contains("class space")) {
        heapKilobytes += Long.parseLong(used.group(1));
      }
    }
    Path process = Path.of("/proc", String.valueOf(pid));
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      return new Footprint(
          heapKilobytes * 1024,
          (int) status(process, "Threads"),
          (int) descriptors.count(),
          status(process, "VmRSS") * 1024);
    }
  }

  private static long status(Path process, String name) throws IOException {
    try (Stream<String> lines = Files.lines(process.resolve("status"))) {
      return lines
          .filter(line -> line.startsWith(name + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(pid),
                command)
            .redirectErrorStream(true)
            .start();
    String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + answer);
    }
    return answer;
  }

  /** Whether this is clearly more than what it was. */
  public boolean hasGrownSince(Footprint earlier) {
    return heapBytes > earlier.heapBytes + earlier.heapBytes / 4 + HEAP_SLACK_BYTES
        || threads > earlier.threads + SLACK
        || descriptors > earlier.descriptors + SLACK;
  }

  /** From an earlier one to this one, for people. */
  public String since(Footprint earlier) {
    return "heap %.1f -> %.1f MB, threads %d -> %d, descriptors %d -> %d, resident %d -> %d MB"
        .formatted(
            earlier.heapBytes / 1048576.0,
            heapBytes / 1048576.0,
            earlier.threads,
            threads,
            earlier.descriptors,
            descriptors,
            earlier.residentBytes >> 20,
            residentBytes >> 20);
  }
}
