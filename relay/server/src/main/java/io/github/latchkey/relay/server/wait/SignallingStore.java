package io.github.latchkey.relay.server.wait;

import io.github.latchkey.relay.port.Store;
import java.util.function.Consumer;

/** A store that tells of every row that this relay has settled or undone. */
public final class SignallingStore implements Store {
  private final Store store;
  private final Consumer<String> changed;

  /**
   * Wraps a store.
   *
   * @param changed called with the row's id after the change, on the thread that made it
   */
  public SignallingStore(Store store, Consumer<String> changed) {
    this.store = store;
    this.changed = changed;
  }

  @Override
  public boolean reserve(String id, String attempt, String replacedAttempt, long lifeMillis) {
    return store.reserve(id, attempt, replacedAttempt, lifeMillis);
  }

  @Override
  public boolean settle(
      String id, String attempt, long maxAgeMillis, byte[] sealed, long lifeMillis) {
    return told(id, store.settle(id, attempt, maxAgeMillis, sealed, lifeMillis));
  }

  @Override
  public boolean undo(String id, String attempt, long maxAgeMillis) {
    return told(id, store.undo(id, attempt, maxAgeMillis));
  }

  @Override
  public boolean hasRoomToSpare() {
    return store.hasRoomToSpare();
  }

  @Override
  public Row read(String id) {
    return store.read(id);
  }

  @Override
  public boolean take(String id, String attempt) {
    return store.take(id, attempt);
  }

  private boolean told(String id, boolean done) {
    if (done) {
      changed.accept(id);
    }
    return done;
  }
}
