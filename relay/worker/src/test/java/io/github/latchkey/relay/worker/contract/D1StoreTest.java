package io.github.latchkey.relay.worker.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class D1StoreTest extends WorkerStoreContract {
  @Override
  String setting() {
    return "d1";
  }

  @Test
  void theScheduleRemovesWhatIsOverAndNothingElse() {
    pass(1_000_000);
    store.runSchedule();
    assertEquals(0, store.rows());
    for (int i = 0; i < 10; i++) {
      store.reserve("over-" + i, "1", null, 60_000);
    }
    pass(50_000);
    store.reserve("later", "1", null, 60_000);
    pass(20_000);
    assertEquals(11, store.rows());
    assertNull(store.read("over-1"));
    store.runSchedule();
    assertEquals(1, store.rows());
    assertNotNull(store.read("later"));
  }
}
