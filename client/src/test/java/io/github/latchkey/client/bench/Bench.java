package io.github.latchkey.client.bench;

import io.github.latchkey.testing.Chromium;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Measures everything in one run, and writes and prints the table. */
public final class Bench {
  private static final Path TABLE = Path.of("target/bench.md");

  private static final String NOTES =
      """

      Times are medians of runs that took turns. Sizes are of what a login needs, bundled by esbuild alone.
      Logins at our relay; the guide's code asks it every 2.5 s. "cannot": the provider's redirect has to
      reach the page itself, which a plugin does not get in Framer's desktop app.
      At expiry the provider rotates refresh tokens, and takes the access away where one comes twice.
      """;

  private Bench() {}

  /**
   * Runs in the client's folder, after {@code bench/build.mjs}.
   *
   * @param args none
   */
  public static void main(String[] args) throws Exception {
    OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
    double loadBefore = machine.getSystemLoadAverage();
    Table table = new Table();
    String browser;
    long begin = System.nanoTime();
    try (Stand stand = new Stand();
        PassingRelay passing = new PassingRelay(stand.provider());
        Chromium chromium = Chromium.launch()) {
      browser = "Chromium " + chromium.browser().version();
      Sizes sizes = new Sizes();
      table.add(sizes.minified());
      table.add(sizes.brotli());
      say("evaluation");
      table.add(Evaluation.measure(chromium));
      say("authorised calls");
      table.add(FetchOverhead.measure(chromium, stand));
      say("refreshes");
      Row ours = RefreshesAtExpiry.measure(chromium, stand, stand.relayUrl(), "our relay");
      Row passed =
          RefreshesAtExpiry.measure(chromium, stand, passing.url(), "a relay like the guide's");
      say("logins, which takes a minute and a half");
      stand.provider().asksPerson(true);
      CompletableFuture<Row> longLogin =
          CompletableFuture.supplyAsync(() -> LongLogin.measure(stand));
      table.add(RedirectToTokens.measure(chromium, stand));
      table.add(longLogin.join());
      table.add(ours);
      table.add(passed);
    }
    String seconds = Samples.text(Math.rint((System.nanoTime() - begin) / 1e9));
    String head =
        "%s, JDK %s, %d processors, load %s before and %s after, %s s in all.\n\n"
            .formatted(
                browser,
                System.getProperty("java.version"),
                machine.getAvailableProcessors(),
                Samples.text(loadBefore),
                Samples.text(machine.getSystemLoadAverage()),
                seconds);
    write(head + table + NOTES);
  }

  private static void write(String text) throws IOException {
    Files.writeString(TABLE, text);
    System.out.println();
    System.out.print(text);
    System.out.println();
    System.out.println("Written to client/" + TABLE);
  }

  private static void say(String what) {
    System.out.println("Measuring " + what);
  }
}
