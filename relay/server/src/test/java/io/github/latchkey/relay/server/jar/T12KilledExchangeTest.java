package io.github.latchkey.relay.server.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.server.RelayClient;
import io.github.latchkey.relay.server.TestHost;
import io.github.latchkey.relay.server.postgres.TestDatabase;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import io.github.latchkey.testing.TokenFault;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A login whose relay died with the code in its hands must end, and its code not be sent again. */
class T12KilledExchangeTest {
  @TempDir Path directory;

  @Test
  void aLoginWhoseExchangeWasCutByAKillIsOverAfter30Seconds() throws Exception {
    int port = FreePort.find();
    String database = TestDatabase.shared().create();
    try (FakeProvider provider = FakeProvider.start()) {
      Map<String, String> settings = provider.relaySettings(port);
      settings.put("STORE", database);
      RelayClient client = new RelayClient(port);
      RelayClient.Login login;
      String redirect;
      try (RelayProcess relay = new RelayProcess(directory, settings).awaitStart()) {
        login = client.authorize();
        redirect = client.logIn(login);
        provider.nextTokenFaults(TokenFault.stall());
        CompletableFuture<Void> page =
            CompletableFuture.runAsync(
                () -> {
                  try {
                    client.get(redirect);
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                });
        TestHost.await(() -> provider.exchanges() == 1);
        relay.signal("KILL");
        relay.exitCode();
        TestHost.await(page::isCompletedExceptionally);
      }
      try (RelayProcess relay = new RelayProcess(directory, settings).awaitStart()) {
        assertEquals(404, client.poll(login.readKey(), 0).statusCode());
        // The reservation is younger than 10 s yet; a login that ended before its time would show.
        TestDatabase.setAge(database, 15_000);
        assertEquals(404, client.poll(login.readKey(), 0).statusCode());
        TestDatabase.setAge(database, 31_000);
        assertEquals(410, client.poll(login.readKey(), 0).statusCode());
        assertEquals(
            "/done/failed", client.get(redirect).headers().firstValue("Location").orElse("none"));
        assertEquals(410, client.poll(login.readKey(), 0).statusCode());
        assertEquals(1, provider.exchanges());
        assertEquals("", relay.err());
      }
    }
  }
}
