package io.github.latchkey.relay.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.testing.worker.Workerd;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A forged or expired read key costs no Durable Object and no query. */
class T14GuessedKeysTest {
  private static final int KEYS = Boolean.getBoolean("soak") ? 10_000 : 200;

  @ParameterizedTest
  @ValueSource(strings = {"durable-object", "d1"})
  void neitherMadeUpNorOverdueKeysReachTheStore(String store, @TempDir Path persist)
      throws Exception {
    SecureRandom random = new SecureRandom();
    byte[] key = new byte[54];
    try (WorkerUnderTest relay = new WorkerUnderTest(Workerd.OBSERVED, persist, "STORE", store)) {
      String readKey = relay.authorize().readKey();
      relay.counts();
      for (int i = 0; i < KEYS; i++) {
        random.nextBytes(key);
        key[0] = 1;
        String madeUp = Base64.getUrlEncoder().encodeToString(key);
        assertEquals(400, relay.post("/poll", "wait=25&readKey=" + madeUp).statusCode());
      }
      relay.pass(3_600_000);
      assertEquals(410, relay.post("/poll", "wait=25&readKey=" + readKey).statusCode());
      assertEquals(
          Map.of(
              "requests",
              KEYS + 1,
              "objectRequests",
              0,
              "queries",
              0,
              "rowsRead",
              0,
              "rowsWritten",
              0),
          relay.counts());
      // And one that is good does, so that this test would see it.
      relay.pollNatively(relay.authorize());
      Map<String, Integer> counts = relay.counts();
      assertTrue(counts.get("objectRequests") + counts.get("queries") == 1, counts.toString());
      if (store.equals("durable-object")) {
        assertEquals(1, relay.objects().size());
      }
    }
  }
}
