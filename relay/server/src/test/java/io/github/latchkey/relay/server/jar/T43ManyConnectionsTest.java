package io.github.latchkey.relay.server.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.latchkey.relay.server.RawHttp;
import io.github.latchkey.relay.server.RelayClient;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One machine that opens connection after connection and leaves them open. */
class T43ManyConnectionsTest {
  /** With 20 KB each they would fill the heap below more than once. */
  private static final int CONNECTIONS = Boolean.getBoolean("soak") ? 7_000 : 2_500;

  private static final String HEAP = Boolean.getBoolean("soak") ? "-Xmx128m" : "-Xmx40m";

  @TempDir Path directory;

  @Test
  void thousandsOfIdleConnectionsLeaveTheRelayRunningAndLoginsGoThrough() throws Exception {
    int port = FreePort.find();
    List<RawHttp> idle = new ArrayList<>();
    List<String> options = List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", HEAP);
    try (FakeProvider provider = FakeProvider.start();
        RelayProcess relay =
            new RelayProcess(directory, Map.copyOf(provider.relaySettings(port)), options)
                .awaitStart()) {
      try {
        for (int i = 0; i < CONNECTIONS; i++) {
          open(port, idle);
        }
        RelayClient client = new RelayClient(port);
        RelayClient.Login login = client.authorize();
        client.get(client.logIn(login));
        // On a connection of its own: with so many idle ones the server closes each after its
        // answer.
        assertEquals(200, new RelayClient(port).poll(login.readKey(), 0).statusCode());
        assertFalse(relay.err().contains("OutOfMemoryError"), relay.err());
      } finally {
        for (RawHttp connection : idle) {
          connection.close();
        }
      }
    }
  }

  private static void open(int port, List<RawHttp> idle) throws IOException {
    RawHttp connection = new RawHttp(port);
    idle.add(connection);
    assertEquals(200, connection.send("GET", "/", "").read().status());
  }
}
