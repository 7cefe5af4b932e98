package io.github.latchkey.relay.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.port.StoreContract;
import io.github.latchkey.relay.port.StoreException;
import io.github.latchkey.relay.port.StoreFullException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends StoreContract {
  private final AtomicLong nowMillis = new AtomicLong(-5_000);
  private final MemoryStore store = new MemoryStore(nowMillis::get);

  @Override
  protected Store store() {
    return store;
  }

  @Override
  protected void pass(long millis) {
    nowMillis.addAndGet(millis);
  }

  @Test
  void overdueRowsAreRemovedThoughNobodyAsks() throws Exception {
    MemoryStore store = new MemoryStore(nowMillis::get, 2_000, 1 << 20, 100);
    for (int i = 0; i < 1_000; i++) {
      store.reserve("row-" + i, "1", null, 50);
    }
    store.reserve("later", "1", null, 60_000);
    assertEquals(1_001, store.size());
    pass(100);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (store.size() > 1 && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertEquals(1, store.size());
  }

  @Test
  void halfOfTheStoreIsNotForRowsThatCostNothing() {
    MemoryStore small = new MemoryStore(nowMillis::get, 4, 1 << 20, 60_000);
    small.reserve("a", "1", null, 100);
    assertTrue(small.hasRoomToSpare());
    small.reserve("b", "1", null, 100);
    assertFalse(small.hasRoomToSpare());
    assertTrue(small.reserve("c", "1", null, 100));
  }

  @Test
  void aFullStoreReservesNothingUntilRowsAreOver() {
    MemoryStore small = new MemoryStore(nowMillis::get, 2, 1 << 20, 60_000);
    assertTrue(small.reserve("a", "1", null, 100));
    assertTrue(small.reserve("b", "1", null, 200));
    assertFalse(small.reserve("a", "2", null, 100), "there already");
    assertThrows(StoreException.class, () -> small.reserve("c", "1", null, 100));
    pass(150);
    assertTrue(small.reserve("c", "1", null, 100));
  }

  @Test
  void onlyReserveMakesRows() {
    store.settle("a", "1", 1_000, new byte[1], 1_000);
    store.undo("b", "1", 1_000);
    store.take("c", "1");
    store.read("d");
    assertEquals(0, store.size());
  }

  @Test
  void outcomesThatTakeTooMuchMemoryLeaveNoRoomForAnotherRow() {
    MemoryStore small = new MemoryStore(nowMillis::get, 100, 1_000, 60_000);
    assertTrue(small.reserve("a", "1", null, 60_000));
    assertTrue(small.settle("a", "1", 60_000, new byte[600], 60_000));
    assertFalse(small.hasRoomToSpare());
    assertTrue(small.reserve("b", "1", null, 60_000));
    assertTrue(small.settle("b", "1", 60_000, new byte[600], 60_000));
    assertThrows(StoreFullException.class, () -> small.reserve("c", "1", null, 60_000));
    assertTrue(small.take("a", "1"));
    assertTrue(small.reserve("c", "1", null, 60_000));
  }

  @Test
  void anExpiredOutcomeFreesItsMemory() {
    MemoryStore small = new MemoryStore(nowMillis::get, 100, 1_000, 60_000);
    small.reserve("a", "1", null, 1_000);
    small.settle("a", "1", 60_000, new byte[2_000], 1_000);
    assertThrows(StoreFullException.class, () -> small.reserve("b", "1", null, 60_000));
    nowMillis.addAndGet(1_000);
    assertTrue(small.reserve("b", "1", null, 60_000));
  }
}
