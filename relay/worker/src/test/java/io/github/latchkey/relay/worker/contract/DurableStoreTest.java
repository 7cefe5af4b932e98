package io.github.latchkey.relay.worker.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DurableStoreTest extends WorkerStoreContract {
  @Override
  String setting() {
    return "durable-object";
  }

  @Test
  void anAlarmRemovesTheRowWhenItsTimeIsOver() throws Exception {
    // An alarm rings by the platform's clock: this one in three seconds.
    store.pass(-60_000);
    assertTrue(store.reserve("a", "1", null, 63_000));
    store.pass(60_000);
    assertEquals("1 row, 1 alarm", store.stored("a"));
    awaitStored("a", "0 row, 0 alarm");
    assertNull(store.read("a"));
  }

  @Test
  void anAlarmThatRingsTooEarlyRingsAgain() throws Exception {
    store.pass(-60_000);
    assertTrue(store.reserve("a", "1", null, 60_500));
    assertTrue(store.settle("a", "1", 60_000, new byte[1], 61_500));
    store.pass(60_000);
    // The first was for the end of the reservation.
    awaitStored("a", "0 row, 0 alarm");
    assertNull(store.read("a"));
  }

  @Test
  void aRowOfAMomentIsNotWritten() {
    assertTrue(store.reserve("a", "1", null, 30_000));
    assertEquals("0 row, 0 alarm", store.stored("a"));
    assertTrue(store.settle("a", "1", 30_000, new byte[1], 60_000));
    assertEquals("1 row, 1 alarm", store.stored("a"));
  }

  private void awaitStored(String id, String expected) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!store.stored(id).equals(expected) && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertEquals(expected, store.stored(id));
  }
}
