package io.github.latchkey.relay.server.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.server.RawHttp;
import io.github.latchkey.relay.server.postgres.TestDatabase;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Logins that a caller begins without end leave nothing behind. */
@EnabledOnOs(OS.LINUX)
class T32AuthorizeFloodTest {
  private static final int LOGINS = Boolean.getBoolean("soak") ? 100_000 : 5_000;
  private static final int ADDRESSES = 2_000;

  @TempDir Path directory;
  private final int port = FreePort.find();

  /** Begins logins, each from another address than the one before; how many were let in. */
  private int begin(int logins) throws Exception {
    int begun = 0;
    try (RawHttp connection = new RawHttp(port)) {
      for (int i = 0; i < logins; i++) {
        int address = i % ADDRESSES;
        String from = "X-Forwarded-For: 10.1." + address / 250 + "." + address % 250;
        int status = connection.send("POST", "/authorize", "", from).read().status();
        assertTrue(status == 200 || status == 429, "status " + status);
        begun += status == 200 ? 1 : 0;
      }
    }
    return begun;
  }

  @Test
  void theyCauseNoRowAndTheHeapStaysFlat() throws Exception {
    String database = TestDatabase.shared().create();
    try (FakeProvider provider = FakeProvider.start()) {
      Map<String, String> settings = provider.relaySettings(port);
      settings.put("STORE", database);
      settings.put("TRUSTED_PROXIES", "127.0.0.1");
      try (RelayProcess relay =
          new RelayProcess(directory, settings, List.of("-Xmx128m")).awaitStart()) {
        begin(LOGINS / 10);
        Footprint before = Footprint.of(relay.pid());
        int begun = begin(LOGINS);
        Footprint after = Footprint.of(relay.pid());
        System.out.printf("%d logins begun: %s%n", begun, after.since(before));
        assertTrue(begun > LOGINS / 2, "let in: " + begun);
        assertEquals(0, TestDatabase.number(database, "select count(*) from latchkey_rows"));
        long grownBytes = after.heapBytes() - before.heapBytes();
        assertTrue(grownBytes < 1 << 20, after.since(before));
        assertEquals("", relay.err());
      }
    }
  }
}
