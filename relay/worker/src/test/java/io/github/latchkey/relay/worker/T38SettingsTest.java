package io.github.latchkey.relay.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.latchkey.testing.worker.Workerd;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Worker cannot refuse to start, so a wrong setting must show on every route and in the log. */
class T38SettingsTest {
  @TempDir private Path persist;

  @Test
  void aMissingSettingAnswersEveryRouteWith500AndIsNamedInTheLog() throws Exception {
    WorkerUnderTest relay = new WorkerUnderTest(Workerd.PLAIN, persist, "CLIENT_ID", " ");
    try (relay) {
      for (String target : List.of("/", "/redirect", "/nothing")) {
        assertEquals(500, relay.get(target).statusCode());
      }
      for (String target : List.of("/authorize", "/poll", "/refresh")) {
        assertEquals(500, relay.post(target, "").statusCode());
        assertFalse(relay.post(target, "").body().contains("CLIENT_ID"));
      }
    }
    List<String> log = relay.workerd().log();
    assertEquals(9, log.size(), log.toString());
    assertEquals(
        "latchkey-relay: CLIENT_ID is missing. The provider gives one to each app.", log.get(0));
    assertEquals(1, log.stream().distinct().count());
  }

  @Test
  void aStoreOfTheOtherHostIsRefused() throws Exception {
    WorkerUnderTest relay = new WorkerUnderTest(Workerd.PLAIN, persist, "STORE", "memory");
    try (relay) {
      assertEquals(500, relay.get("/").statusCode());
    }
    assertEquals(
        List.of("latchkey-relay: STORE must be durable-object or d1."), relay.workerd().log());
  }
}
