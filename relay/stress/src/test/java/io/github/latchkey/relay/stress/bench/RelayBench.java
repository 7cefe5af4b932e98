package io.github.latchkey.relay.stress.bench;

import io.github.latchkey.relay.server.RawHttp;
import io.github.latchkey.relay.server.jar.Footprint;
import io.github.latchkey.relay.server.jar.RelayProcess;
import io.github.latchkey.relay.server.postgres.TestDatabase;
import io.github.latchkey.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code RelayBench FILE}: the relay's jar on each store, and beside it a bare server, in one run;
 * then thousands of polls held at once, and starts. Prints its tables and writes them to a file.
 */
public final class RelayBench {
  private static final int[] CONNECTIONS = {16, 64, 256};
  private static final int MILLIS = 1_500;
  private static final int WARM_MILLIS = 6_000;

  /** How often the relay and the bare server are measured in turn; the middle ratio counts. */
  private static final int PAIRS = 7;

  private static final int LOGINS = 3_000;
  private static final int PARKED = 10_000;

  /** The serial collector and the heap of {@code relay/deploy}. */
  private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-Xmx128m");

  /**
   * A parked poll is 30 KB, 28 of them in the JDK's own buffers, and the relay holds one for each
   * 64 KB.
   */
  private static final List<String> LARGE = List.of("-XX:+UseSerialGC", "-Xmx704m");

  private final StringBuilder report = new StringBuilder();
  private final Path directory = Files.createTempDirectory("latchkey-bench");
  private final int barePort = FreePort.find();

  private RelayBench() throws IOException {}

  /** Runs all of it; some minutes. */
  public static void main(String[] arguments) throws Exception {
    RelayBench bench = new RelayBench();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SMALL);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            BareServer.class.getName(),
            String.valueOf(bench.barePort)));
    Process bare = new ProcessBuilder(command).inheritIO().start();
    try {
      bench.run();
    } finally {
      bare.destroyForcibly();
    }
    Files.writeString(Path.of(arguments[0]), bench.report);
    System.exit(0);
  }

  private void run() throws Exception {
    say("| store | what | connections | requests/s | of bare | p50 us | p99 us | p99.9 us | odd |");
    say("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    awaitBare();
    // Code that has not been compiled yet would be measured instead of the server.
    for (int connections : CONNECTIONS) {
      Load.run(barePort, connections, WARM_MILLIS, Scripts.authorize());
      Load.run(barePort, connections, WARM_MILLIS, Scripts.pendingAtBare());
    }
    Map<String, String> stores = new LinkedHashMap<>();
    stores.put("memory", "memory");
    stores.put("PostgreSQL", TestDatabase.shared().create());
    for (Map.Entry<String, String> store : stores.entrySet()) {
      on(store.getKey(), store.getValue());
    }
    parked();
    starts();
  }

  private Map<String, String> settings(int port, String store) {
    String bare = "http://localhost:" + barePort;
    Map<String, String> settings = new HashMap<>();
    settings.put("CLIENT_ID", "bench");
    settings.put("CLIENT_SECRET", "a secret of the bench, 32 characters and more");
    settings.put("REDIRECT_URI", "http://localhost:" + port + "/redirect");
    settings.put("AUTHORIZE_ENDPOINT", bare + "/authorize");
    settings.put("TOKEN_ENDPOINT", bare + "/token");
    settings.put("API_ORIGINS", bare);
    settings.put("PLUGIN_URI", "http://localhost:5173");
    settings.put("LOGIN_CONFIRMATION", "off");
    settings.put("TRUSTED_PROXIES", "127.0.0.1");
    settings.put("STORE", store);
    return settings;
  }

  private void on(String name, String store) throws Exception {
    int port = FreePort.find();
    try (RelayProcess relay =
        new RelayProcess(directory, settings(port, store), SMALL).awaitStart()) {
      Load.run(port, 16, WARM_MILLIS, Scripts.logins(port, 16, LOGINS));
      for (int connections : CONNECTIONS) {
        Load.run(port, connections, WARM_MILLIS, Scripts.authorize());
        Load.run(port, connections, WARM_MILLIS, Scripts.pending(port, connections));
      }
      for (int connections : CONNECTIONS) {
        compare(
            name, "POST /authorize", port, connections, Scripts.authorize(), Scripts.authorize());
        compare(
            name,
            "POST /poll, pending",
            port,
            connections,
            Scripts.pending(port, connections),
            Scripts.pendingAtBare());
      }
      // Afterwards, since these leave hundreds of threads that end only in their time.
      for (int connections : CONNECTIONS) {
        measure(
            name,
            "GET /redirect and POST /poll",
            port,
            connections,
            Scripts.logins(port, connections, LOGINS));
        measure(name, "GET /api/", port, connections, Scripts.api(barePort));
      }
      Footprint after = Footprint.of(relay.pid());
      say(
          "%nOn %s, with 128 MB of heap at most, after all of that: heap %.1f MB, resident %d MB,"
              + " %d threads.%n",
          name, after.heapBytes() / 1048576.0, after.residentBytes() >> 20, after.threads());
    }
  }

  /** Measures the relay and the bare server in turn: a machine is not as fast all the time. */
  private void compare(
      String store, String what, int port, int connections, Load.Script script, Load.Script atBare)
      throws IOException {
    record Pair(Load.Result bare, Load.Result relay) {
      double ratio() {
        return relay.perSecond() / bare.perSecond();
      }
    }

    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      pairs.add(
          new Pair(
              Load.run(barePort, connections, MILLIS, atBare),
              Load.run(port, connections, MILLIS, script)));
    }
    pairs.sort(Comparator.comparingDouble(Pair::ratio));
    Pair middle = pairs.get(PAIRS / 2);
    row("bare", what, connections, null, middle.bare);
    row(store, what, connections, middle.bare, middle.relay);
  }

  private void measure(String store, String what, int port, int connections, Load.Script script)
      throws IOException {
    row(store, what, connections, null, Load.run(port, connections, MILLIS, script));
  }

  private void row(
      String store, String what, int connections, Load.Result bare, Load.Result result) {
    say(
        "| %s | %s | %d | %.0f | %s | %d | %d | %d | %s |",
        store,
        what,
        connections,
        result.perSecond(),
        bare == null ? "" : "%.2f".formatted(result.perSecond() / bare.perSecond()),
        result.p50(),
        result.p99(),
        result.p999(),
        result.odd().isEmpty() ? "" : result.odd());
  }

  private void parked() throws Exception {
    int port = FreePort.find();
    try (RelayProcess relay =
            new RelayProcess(directory, settings(port, "memory"), LARGE).awaitStart();
        HeldPolls polls = new HeldPolls()) {
      List<String> keys = Scripts.readKeys(port, PARKED);
      Load.run(port, 16, MILLIS, Scripts.authorize());
      Footprint before = Footprint.of(relay.pid());
      long start = HeldPolls.now();
      polls.hold(port, keys);
      long parkedMillis = HeldPolls.now() - start;
      Load.Result others = Load.run(port, 16, MILLIS, Scripts.authorize());
      Footprint after = Footprint.of(relay.pid());
      int early = polls.told(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1), PARKED);
      long stop = HeldPolls.now();
      relay.signal("TERM");
      int told = polls.told(System.nanoTime() + TimeUnit.SECONDS.toNanos(20), PARKED - early);
      long toldMillis = HeldPolls.now() - stop;
      say(
          "%n%d polls held at once (parked within %d ms, %d of them answered at once): %.1f KB of"
              + " heap each, %d -> %d threads; others meanwhile: %.0f /authorize a second, p50 %d us,"
              + " p99 %d us; all %d told within %d ms of the relay's stop.%n",
          polls.open(),
          parkedMillis,
          early,
          HeldPolls.bytesEach(before, after, PARKED - early) / 1024,
          before.threads(),
          after.threads(),
          others.perSecond(),
          others.p50(),
          others.p99(),
          told,
          toldMillis);
    }
  }

  private void starts() throws Exception {
    List<Long> millis = new ArrayList<>();
    long residentMegabytes = 0;
    for (int i = 0; i < 7; i++) {
      int port = FreePort.find();
      long start = System.nanoTime();
      try (RelayProcess relay = new RelayProcess(directory, settings(port, "memory"), SMALL)) {
        awaitHome(port);
        millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        residentMegabytes = Footprint.of(relay.pid()).residentBytes() >> 20;
      }
    }
    say(
        "%nFrom the start of the JVM to the first answer, ms: %s. Resident then: %d MB.%n",
        millis, residentMegabytes);
  }

  private void awaitBare() throws Exception {
    awaitHome(barePort);
  }

  private static void awaitHome(int port) throws Exception {
    while (true) {
      try (RawHttp connection = new RawHttp(port)) {
        connection.send("GET", "/", "").read();
        return;
      } catch (IOException e) {
        Thread.sleep(2);
      }
    }
  }

  private void say(String format, Object... values) {
    String line = format.formatted(values);
    System.out.println(line);
    report.append(line).append('\n');
  }
}
