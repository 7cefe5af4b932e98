package io.github.latchkey.relay.server.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.server.RelayClient;
import io.github.latchkey.relay.server.postgres.TestDatabase;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar has all that the database needs, and says in one line what is wrong with it. */
class StoreStartTest {
  @TempDir Path directory;
  private final int port = FreePort.find();
  private FakeProvider provider;
  private Map<String, String> settings;

  @BeforeEach
  void start() throws Exception {
    provider = FakeProvider.start();
    settings = provider.relaySettings(port);
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private void assertNoStart(String store, int exitCode, String line) throws Exception {
    settings.put("STORE", store);
    try (RelayProcess relay = new RelayProcess(directory, settings)) {
      assertEquals(exitCode, relay.exitCode());
      assertEquals("", relay.out());
      assertEquals(1, relay.err().lines().count(), relay.err());
      assertTrue(relay.err().contains("STORE " + line), relay.err());
      assertFalse(relay.err().contains("canary"), relay.err());
    }
  }

  @Test
  void aDatabaseThatIsOfNoUseStopsTheStartWithOneLine() throws Exception {
    String nobody = "jdbc:postgresql://127.0.0.1:" + FreePort.find() + "/latchkey";
    assertNoStart(
        nobody + "?user=u&password=canary",
        1,
        "cannot be reached at " + nobody + ": the connection was refused. Check host and port");
    assertNoStart("jdbc:postgresql://127.0.0.1:99999/x?password=canary", 2, "is no URL of");
    assertNoStart("jdbc:postgresql://u:canary@127.0.0.1/x", 2, "contains an @");
    String url = TestDatabase.shared().create();
    assertNoStart(
        url.replaceAll("password=.*", "password=canary-2"), 1, "refuses this user or password");
    assertNoStart(url.replaceAll("/test[0-9]+", "/canary"), 1, "names a database that is not");
    TestDatabase.execute(url, "create table latchkey_rows (id text)");
    assertNoStart(url, 1, "has a table latchkey_rows that is not this version's (42703)");
  }

  @Test
  void userAndPasswordMayStandBesideTheUrl() throws Exception {
    String url = TestDatabase.shared().create();
    settings.put("STORE", url.substring(0, url.indexOf('?')));
    settings.put("PGUSER", TestDatabase.USER);
    settings.put("PGPASSWORD", TestDatabase.PASSWORD);
    try (RelayProcess relay = new RelayProcess(directory, settings).awaitStart()) {
      RelayClient client = new RelayClient(port);
      RelayClient.Login login = client.authorize();
      assertEquals(303, client.get(client.logIn(login)).statusCode());
      assertEquals(200, client.poll(login.readKey(), 0).statusCode());
      assertTrue(relay.out().contains("  STORE=jdbc:postgresql://127.0.0.1:"), relay.out());
      assertTrue(relay.out().contains("  PGPASSWORD=***\n"), relay.out());
      assertFalse(relay.everything().contains(TestDatabase.PASSWORD));
      relay.signal("TERM");
      assertEquals(0, relay.exitCode());
      assertEquals("", relay.err());
    }
  }
}
