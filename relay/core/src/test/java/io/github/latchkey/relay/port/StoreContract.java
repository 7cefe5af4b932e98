package io.github.latchkey.relay.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.port.Store.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/**
 * What every store must do. Lives are long, so that only {@link #pass} ends them. The races are run
 * more often with {@code -Dsoak=true}.
 */
public abstract class StoreContract {
  private static final byte[] SEALED = {1, 2, 3};
  private static final long LIFE_MILLIS = 60_000;
  private static final long AGE_MILLIS = 30_000;

  /** The store under test, the same each time within a test. */
  protected abstract Store store();

  /** Lets time pass by the store's clock. */
  protected abstract void pass(long millis) throws Exception;

  /** How often each race is run. */
  protected int rounds() {
    return Boolean.getBoolean("soak") ? 2_000 : 100;
  }

  private boolean reserve(String id, String attempt) {
    return store().reserve(id, attempt, null, LIFE_MILLIS);
  }

  private boolean settle(String id, String attempt) {
    return store().settle(id, attempt, AGE_MILLIS, SEALED, LIFE_MILLIS);
  }

  @Test
  void aRowThatWasNeverReservedIsNotThere() {
    assertNull(store().read("a"));
    assertFalse(settle("a", "1"));
    assertFalse(store().undo("a", "1", AGE_MILLIS));
    assertFalse(store().take("a", "1"));
    assertNull(store().read("a"));
  }

  @Test
  void aReservedRowSaysWhoseItIsAndHoldsNothing() {
    assertTrue(reserve("a", "1"));
    Store.Row row = store().read("a");
    assertEquals(Phase.RESERVED, row.phase());
    assertEquals("1", row.attempt());
    assertNull(row.sealed());
  }

  @Test
  void aRowIsReservedOnce() {
    assertTrue(reserve("a", "1"));
    assertFalse(reserve("a", "2"));
    assertFalse(reserve("a", "1"));
    assertTrue(reserve("b", "2"));
    assertEquals("1", store().read("a").attempt());
  }

  @Test
  void aRowGivesWayToWhoeverNamesItsAttempt() {
    assertTrue(reserve("a", "1"));
    assertFalse(store().reserve("a", "2", "0", LIFE_MILLIS));
    assertTrue(store().reserve("a", "2", "1", LIFE_MILLIS));
    assertFalse(store().reserve("a", "3", "1", LIFE_MILLIS));
    assertEquals("2", store().read("a").attempt());
    assertFalse(settle("a", "1"));
    assertTrue(settle("a", "2"));
  }

  @Test
  void replacingAnAttemptAlsoPutsWhereThereIsNone() {
    assertTrue(store().reserve("a", "2", "1", LIFE_MILLIS));
  }

  @Test
  void aSettledRowHoldsItsOutcomeForEveryReader() {
    reserve("a", "1");
    assertTrue(settle("a", "1"));
    for (int i = 0; i < 2; i++) {
      Store.Row row = store().read("a");
      assertEquals(Phase.SETTLED, row.phase());
      assertArrayEquals(SEALED, row.sealed());
    }
  }

  @Test
  void aSettledRowIsNeitherSettledNorUndoneNorReservedAgain() {
    reserve("a", "1");
    settle("a", "1");
    assertFalse(settle("a", "1"));
    assertFalse(store().undo("a", "1", AGE_MILLIS));
    assertFalse(reserve("a", "2"));
    assertEquals(Phase.SETTLED, store().read("a").phase());
  }

  @Test
  void whatAReaderDoesToAnOutcomeChangesNoRow() {
    byte[] sealed = {1, 2, 3};
    reserve("a", "1");
    store().settle("a", "1", AGE_MILLIS, sealed, LIFE_MILLIS);
    sealed[0] = 9;
    store().read("a").sealed()[1] = 9;
    assertArrayEquals(SEALED, store().read("a").sealed());
  }

  @Test
  void anUndoneRowIsGoneAndCanBeReservedAgain() {
    reserve("a", "1");
    assertFalse(store().undo("a", "2", AGE_MILLIS));
    assertTrue(store().undo("a", "1", AGE_MILLIS));
    assertNull(store().read("a"));
    assertFalse(settle("a", "1"));
    assertTrue(reserve("a", "2"));
  }

  @Test
  void aStaleAttemptNeitherSettlesNorUndoes() throws Exception {
    reserve("a", "1");
    pass(AGE_MILLIS + 1);
    assertFalse(settle("a", "1"));
    assertFalse(store().undo("a", "1", AGE_MILLIS));
    assertEquals(Phase.RESERVED, store().read("a").phase());
  }

  @Test
  void anOutcomeIsTakenOnceAndIsGoneThen() {
    reserve("a", "1");
    assertFalse(store().take("a", "1"), "not settled");
    settle("a", "1");
    assertFalse(store().take("a", "2"), "another attempt");
    assertTrue(store().take("a", "1"));
    assertFalse(store().take("a", "1"), "taken");
    Store.Row row = store().read("a");
    assertEquals(Phase.TAKEN, row.phase());
    assertNull(row.sealed());
    assertFalse(reserve("a", "2"));
  }

  @Test
  void ageCountsFromTheReservationAndThenFromTheOutcome() throws Exception {
    reserve("a", "1");
    pass(20_000);
    long reserved = store().read("a").ageMillis();
    assertTrue(reserved >= 20_000 && reserved < 30_000, "age " + reserved);
    settle("a", "1");
    long settled = store().read("a").ageMillis();
    assertTrue(settled >= 0 && settled < 10_000, "age " + settled);
  }

  @Test
  void aRowWhoseLifeIsOverIsGone() throws Exception {
    reserve("reserved", "1");
    reserve("settled", "1");
    settle("settled", "1");
    reserve("taken", "1");
    settle("taken", "1");
    store().take("taken", "1");
    pass(LIFE_MILLIS + 10);
    for (String id : List.of("reserved", "settled", "taken")) {
      assertNull(store().read(id), id);
      assertFalse(store().take(id, "1"), id);
      assertFalse(store().settle(id, "1", 1_000_000, SEALED, LIFE_MILLIS), id);
      assertFalse(store().undo(id, "1", 1_000_000), id);
      assertTrue(reserve(id, "2"), id);
    }
  }

  @Test
  void settlingStartsANewLife() throws Exception {
    reserve("a", "1");
    pass(25_000);
    settle("a", "1");
    pass(40_000);
    assertEquals(Phase.SETTLED, store().read("a").phase());
  }

  @Test
  void ofManyThatReserveOrTakeAtOnceExactlyOneDoes() throws Exception {
    for (int round = 0; round < rounds(); round++) {
      String id = "race-" + round;
      assertEquals(1, winners(i -> reserve(id, "attempt-" + i)));
      String attempt = store().read(id).attempt();
      assertEquals(1, winners(i -> settle(id, attempt)));
      assertEquals(1, winners(i -> store().take(id, attempt)));
    }
  }

  @Test
  void ofUndoAndSettleAtOnceExactlyOneDoes() throws Exception {
    for (int round = 0; round < rounds(); round++) {
      String id = "race-" + round;
      reserve(id, "1");
      assertEquals(
          1, winners(i -> i % 2 == 0 ? settle(id, "1") : store().undo(id, "1", AGE_MILLIS)));
    }
  }

  private static int winners(IntPredicate move) throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        results.add(
            pool.submit(
                () -> {
                  start.await();
                  return move.test(number);
                }));
      }
      int won = 0;
      for (Future<Boolean> result : results) {
        won += result.get() ? 1 : 0;
      }
      return won;
    } finally {
      pool.shutdown();
    }
  }
}
