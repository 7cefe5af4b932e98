package io.github.latchkey.relay.server.metrics;

import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.port.StoreException;
import io.github.latchkey.relay.server.metrics.Metrics.StoreCall;
import java.util.function.Supplier;

/** A store whose calls are timed. */
public final class MeasuredStore implements Store {
  private final Store store;
  private final Metrics metrics;

  /** Wraps a store. */
  public MeasuredStore(Store store, Metrics metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  @Override
  public boolean reserve(String id, String attempt, String replacedAttempt, long lifeMillis) {
    return timed(StoreCall.RESERVE, () -> store.reserve(id, attempt, replacedAttempt, lifeMillis));
  }

  @Override
  public boolean settle(
      String id, String attempt, long maxAgeMillis, byte[] sealed, long lifeMillis) {
    return timed(
        StoreCall.SETTLE, () -> store.settle(id, attempt, maxAgeMillis, sealed, lifeMillis));
  }

  @Override
  public boolean undo(String id, String attempt, long maxAgeMillis) {
    return timed(StoreCall.UNDO, () -> store.undo(id, attempt, maxAgeMillis));
  }

  @Override
  public boolean hasRoomToSpare() {
    return store.hasRoomToSpare();
  }

  @Override
  public Row read(String id) {
    Row row = timed(StoreCall.READ, () -> store.read(id));
    if (row != null && row.phase() == Phase.SETTLED) {
      metrics.sawOutcome(id, row.ageMillis());
    }
    return row;
  }

  @Override
  public boolean take(String id, String attempt) {
    return timed(StoreCall.TAKE, () -> store.take(id, attempt));
  }

  private <T> T timed(StoreCall call, Supplier<T> question) {
    long start = System.nanoTime();
    boolean failed = false;
    try {
      return question.get();
    } catch (StoreException e) {
      failed = true;
      throw e;
    } finally {
      metrics.calledStore(call, System.nanoTime() - start, failed);
    }
  }
}
