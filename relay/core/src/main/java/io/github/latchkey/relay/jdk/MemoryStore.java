package io.github.latchkey.relay.jdk;

import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.port.StoreFullException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Rows in memory. A restart loses what has arrived and was not fetched. Rows whose life is over are
 * removed within {@value #SWEEP_SECONDS} s, also when nothing else happens; the thread that does it
 * is the JDK's own timer, so a store that is dropped leaves none behind.
 */
public final class MemoryStore implements Store {
  /** Above this many rows nothing is reserved until some are over. */
  public static final int ROWS_MAX = 100_000;

  private static final int SWEEP_SECONDS = 10;

  private record Stored(
      Phase phase, String attempt, long sinceMillis, long endMillis, byte[] sealed) {}

  private final Map<String, Stored> rows = new ConcurrentHashMap<>();
  private final AtomicBoolean sweepPending = new AtomicBoolean();
  private final LongSupplier clockMillis;
  private final int rowsMax;
  private final Executor later;

  /** A store on the machine's monotonic clock. */
  public MemoryStore() {
    this(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
  }

  /**
   * A store on another clock, for tests.
   *
   * @param clockMillis milliseconds since any fixed moment
   */
  public MemoryStore(LongSupplier clockMillis) {
    this(clockMillis, ROWS_MAX, TimeUnit.SECONDS.toMillis(SWEEP_SECONDS));
  }

  MemoryStore(LongSupplier clockMillis, int rowsMax, long sweepMillis) {
    this.clockMillis = clockMillis;
    this.rowsMax = rowsMax;
    this.later = CompletableFuture.delayedExecutor(sweepMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public boolean hasRoomToSpare() {
    return rows.size() < rowsMax / 2;
  }

  @Override
  public boolean reserve(String id, String attempt, String replacedAttempt, long lifeMillis) {
    long now = clockMillis.getAsLong();
    if (rows.size() >= rowsMax && !rows.containsKey(id)) {
      removeExpired();
      if (rows.size() >= rowsMax) {
        throw new StoreFullException();
      }
    }
    Stored mine = new Stored(Phase.RESERVED, attempt, now, now + lifeMillis, null);
    Stored kept =
        rows.compute(
            id,
            (key, row) ->
                row == null || now >= row.endMillis || row.attempt.equals(replacedAttempt)
                    ? mine
                    : row);
    sweepLater();
    return kept == mine;
  }

  @Override
  public boolean settle(
      String id, String attempt, long maxAgeMillis, byte[] sealed, long lifeMillis) {
    long now = clockMillis.getAsLong();
    Stored settled = new Stored(Phase.SETTLED, attempt, now, now + lifeMillis, sealed.clone());
    return settled
        == rows.computeIfPresent(
            id, (key, row) -> reserved(row, attempt, now, maxAgeMillis) ? settled : row);
  }

  @Override
  public boolean undo(String id, String attempt, long maxAgeMillis) {
    long now = clockMillis.getAsLong();
    Stored row = rows.get(id);
    // Removes this very object, so whatever came in between stays.
    return row != null && reserved(row, attempt, now, maxAgeMillis) && rows.remove(id, row);
  }

  @Override
  public Row read(String id) {
    long now = clockMillis.getAsLong();
    Stored row = rows.get(id);
    if (row == null || now >= row.endMillis) {
      return null;
    }
    byte[] sealed = row.sealed == null ? null : row.sealed.clone();
    return new Row(row.phase, row.attempt, now - row.sinceMillis, sealed);
  }

  @Override
  public boolean take(String id, String attempt) {
    long now = clockMillis.getAsLong();
    Stored row = rows.get(id);
    if (row == null
        || now >= row.endMillis
        || row.phase != Phase.SETTLED
        || !row.attempt.equals(attempt)) {
      return false;
    }
    return rows.replace(
        id, row, new Stored(Phase.TAKEN, attempt, row.sinceMillis, row.endMillis, null));
  }

  /** How many rows there are, including those that have expired and are not removed yet. */
  public int size() {
    return rows.size();
  }

  private static boolean reserved(Stored row, String attempt, long now, long maxAgeMillis) {
    return now < row.endMillis
        && row.phase == Phase.RESERVED
        && row.attempt.equals(attempt)
        && now - row.sinceMillis <= maxAgeMillis;
  }

  private void sweepLater() {
    if (sweepPending.compareAndSet(false, true)) {
      later.execute(
          () -> {
            removeExpired();
            sweepPending.set(false);
            if (!rows.isEmpty()) {
              sweepLater();
            }
          });
    }
  }

  private void removeExpired() {
    long now = clockMillis.getAsLong();
    rows.values().removeIf(row -> now >= row.endMillis);
  }
}
