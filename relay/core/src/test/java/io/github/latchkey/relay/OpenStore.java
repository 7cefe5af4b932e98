package io.github.latchkey.relay;

import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.port.StoreException;
import io.github.latchkey.relay.port.StoreFullException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that counts, and that shows everything that lies in it. */
public final class OpenStore implements Store {
  /** Everything that was put in, as it was put in. */
  public final List<byte[]> everPut = new CopyOnWriteArrayList<>();

  public final AtomicInteger reads = new AtomicInteger();
  public final AtomicInteger reservations = new AtomicInteger();

  /** While it is set, no move is answered. */
  public volatile boolean isAway;

  /** While it is set, there is room for no row, and none to spare. */
  public volatile boolean isFull;

  /** The attempt that reserved each row last. */
  public final Map<String, String> attempts = new ConcurrentHashMap<>();

  private final Store store;
  private int changes;

  public OpenStore(Store store) {
    this.store = store;
  }

  /** The rows that are there now, by id. */
  public Map<String, Row> rows() {
    Map<String, Row> rows = new ConcurrentHashMap<>();
    for (String id : attempts.keySet()) {
      Row row = store.read(id);
      if (row != null) {
        rows.put(id, row);
      }
    }
    return rows;
  }

  /** Every byte array that lies in the store now, ids and attempts as text. */
  public List<byte[]> dump() {
    List<byte[]> all = new ArrayList<>();
    rows()
        .forEach(
            (id, row) -> {
              all.add(id.getBytes());
              all.add(row.attempt().getBytes());
              if (row.sealed() != null) {
                all.add(row.sealed());
              }
            });
    return all;
  }

  /** How many rows were settled or undone so far. */
  public synchronized int changes() {
    return changes;
  }

  /** Waits until more than {@code seen} were. */
  public synchronized void awaitChange(int seen) throws InterruptedException {
    while (changes <= seen) {
      wait();
    }
  }

  private synchronized boolean told(boolean done) {
    changes += done ? 1 : 0;
    notifyAll();
    return done;
  }

  @Override
  public boolean reserve(String id, String attempt, String replacedAttempt, long lifeMillis) {
    answer();
    if (isFull && store.read(id) == null) {
      throw new StoreFullException();
    }
    everPut.add(id.getBytes());
    everPut.add(attempt.getBytes());
    reservations.incrementAndGet();
    boolean isReserved = store.reserve(id, attempt, replacedAttempt, lifeMillis);
    if (isReserved) {
      attempts.put(id, attempt);
    }
    return isReserved;
  }

  @Override
  public boolean settle(
      String id, String attempt, long maxAgeMillis, byte[] sealed, long lifeMillis) {
    answer();
    everPut.add(sealed);
    return told(store.settle(id, attempt, maxAgeMillis, sealed, lifeMillis));
  }

  @Override
  public boolean undo(String id, String attempt, long maxAgeMillis) {
    answer();
    return told(store.undo(id, attempt, maxAgeMillis));
  }

  @Override
  public boolean hasRoomToSpare() {
    return !isFull;
  }

  @Override
  public Row read(String id) {
    answer();
    reads.incrementAndGet();
    return store.read(id);
  }

  @Override
  public boolean take(String id, String attempt) {
    answer();
    return store.take(id, attempt);
  }

  private void answer() {
    if (isAway) {
      throw new StoreException("away");
    }
  }
}
