package io.github.latchkey.relay.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A made-up or overdue read key must cost no Durable Object. */
class T14GuessedKeysTest {
  private static final int KEYS = Boolean.getBoolean("soak") ? 10_000 : 200;
  @TempDir private static Path persist;

  @Test
  void neitherMadeUpNorOverdueKeysReachAnObject() throws Exception {
    SecureRandom random = new SecureRandom();
    byte[] key = new byte[54];
    try (WorkerUnderTest relay = new WorkerUnderTest(Workerd.OBSERVED, persist)) {
      String readKey = relay.authorize().readKey();
      for (int i = 0; i < KEYS; i++) {
        random.nextBytes(key);
        key[0] = 1;
        String madeUp = Base64.getUrlEncoder().encodeToString(key);
        assertEquals(400, relay.post("/poll", "wait=25&readKey=" + madeUp).statusCode());
      }
      assertEquals(0, relay.objects().size());
      relay.variables.put("CLOCK_AHEAD_MILLIS", String.valueOf(3_600_000));
      relay.restart();
      assertEquals(410, relay.post("/poll", "wait=25&readKey=" + readKey).statusCode());
      assertEquals(0, relay.objects().size());
      // And one that is good does, so that this test would see it.
      relay.pollNatively(relay.authorize());
      assertEquals(1, relay.objects().size());
    }
  }
}
