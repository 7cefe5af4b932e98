package io.github.latchkey.relay.stress.soak;

import io.github.latchkey.relay.server.jar.Footprint;
import io.github.latchkey.relay.server.jar.RelayProcess;
import io.github.latchkey.relay.server.postgres.TestDatabase;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** A provider, a database, and two relays that serve one public URL: the real jar, twice. */
final class Stand implements AutoCloseable {
  private static final List<String> JVM_OPTIONS = List.of("-Xmx128m");
  private static final int RELAYS = 2;

  final FakeProvider provider = FakeProvider.start();
  final TestDatabase database = TestDatabase.shared();
  private final Path directory = Files.createTempDirectory("latchkey-soak");
  private final Map<String, String> settings;
  private final int[] ports = {FreePort.find(), FreePort.find()};
  private final RelayProcess[] relays = new RelayProcess[RELAYS];
  private String secrets;

  Stand() throws Exception {
    settings = provider.relaySettings(ports[0]);
    settings.put("STORE", database.create());
    // Everybody comes from loopback; who they are is in a header.
    settings.put("TRUSTED_PROXIES", "127.0.0.1");
    secrets = settings.get("RELAY_SECRET");
    for (int i = 0; i < RELAYS; i++) {
      start(i);
    }
  }

  /** The port of this relay. */
  int port(int relay) {
    return ports[relay];
  }

  /** The port of any relay, as a load balancer would choose it. */
  int anyPort() {
    return ports[ThreadLocalRandom.current().nextInt(RELAYS)];
  }

  void start(int relay) throws Exception {
    Map<String, String> own = new HashMap<>(settings);
    own.put("PORT", String.valueOf(ports[relay]));
    own.put("RELAY_SECRET", secrets);
    relays[relay] = new RelayProcess(directory, own, JVM_OPTIONS).awaitStart();
  }

  /** Ends a relay without a word. */
  void kill(int relay) throws Exception {
    relays[relay].signal("KILL");
    relays[relay].exitCode();
  }

  /** Rotates {@code RELAY_SECRET} as the README says, one relay after the other. */
  void rotateSecret() throws Exception {
    String old = secrets.split(",")[0];
    String fresh = provider.canaries().draw("relay");
    for (String step : List.of(old + "," + fresh, fresh + "," + old)) {
      secrets = step;
      for (int i = 0; i < RELAYS; i++) {
        relays[i].signal("TERM");
        if (relays[i].exitCode() != 0) {
          throw new AssertionError("a relay did not stop in order: " + relays[i].err());
        }
        start(i);
      }
    }
  }

  Footprint footprint(int relay) throws Exception {
    return Footprint.of(relays[relay].pid());
  }

  /** How many secrets stand in what the relays have printed, and whether a fault of ours does. */
  long problemsPrinted() throws IOException {
    Set<String> secret = new HashSet<>(provider.canaries().all());
    long problems = 0;
    try (Stream<Path> logs = Files.list(directory)) {
      for (Path log : logs.toList()) {
        try (Stream<String> lines = Files.lines(log)) {
          problems +=
              lines
                  .filter(
                      line ->
                          line.contains(" fault ")
                              || line.contains(" failed with ")
                                  && !line.contains("the database failed with ")
                              || Stream.of(line.split("[^A-Za-z0-9_.-]+"))
                                  .anyMatch(secret::contains))
                  .peek(line -> System.out.println("printed: " + line))
                  .count();
        }
      }
    }
    return problems;
  }

  @Override
  public void close() throws IOException {
    for (RelayProcess relay : relays) {
      if (relay != null) {
        relay.close();
      }
    }
    provider.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path path : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}
