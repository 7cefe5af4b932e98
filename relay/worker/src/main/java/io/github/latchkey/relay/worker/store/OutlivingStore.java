package io.github.latchkey.relay.worker.store;

/**
 * A store that lets a request that has reserved a row settle it: the platform ends a request's work
 * when its client leaves, unless the work was handed over before.
 */
public final class OutlivingStore implements WaitingStore {
  private final WaitingStore store;
  private final Runnable handOver;

  /**
   * Wraps a store.
   *
   * @param handOver hands the whole request over to the platform; called before each reservation
   */
  public OutlivingStore(WaitingStore store, Runnable handOver) {
    this.store = store;
    this.handOver = handOver;
  }

  @Override
  public boolean reserve(String id, String attempt, String replacedAttempt, long lifeMillis) {
    handOver.run();
    return store.reserve(id, attempt, replacedAttempt, lifeMillis);
  }

  @Override
  public boolean settle(
      String id, String attempt, long maxAgeMillis, byte[] sealed, long lifeMillis) {
    return store.settle(id, attempt, maxAgeMillis, sealed, lifeMillis);
  }

  @Override
  public boolean undo(String id, String attempt, long maxAgeMillis) {
    return store.undo(id, attempt, maxAgeMillis);
  }

  @Override
  public Row read(String id) {
    return store.read(id);
  }

  @Override
  public boolean take(String id, String attempt) {
    return store.take(id, attempt);
  }

  @Override
  public boolean awaitChange(String rowId, double waitMillis, boolean isExclusive) {
    return store.awaitChange(rowId, waitMillis, isExclusive);
  }
}
