package io.github.latchkey.relay.jdk;

import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.port.StoreFullException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Rows in memory. A restart loses what has arrived and was not fetched. Rows whose life is over are
 * removed within {@value #SWEEP_SECONDS} s, also when nothing else happens; the thread that does it
 * is the JDK's own timer, so a store that is dropped leaves none behind.
 */
public final class MemoryStore implements Store {
  /** Above this many rows nothing is reserved until some are over. */
  public static final int ROWS_MAX = 100_000;

  /** Outcomes take a part of the heap at most: some providers' tokens have 60 KB. */
  private static final int HEAP_PARTS = 8;

  private static final int SWEEP_SECONDS = 10;

  private record Stored(
      Phase phase, String attempt, long sinceMillis, long endMillis, byte[] sealed) {}

  private final Map<String, Stored> rows = new ConcurrentHashMap<>();
  private final AtomicBoolean sweepPending = new AtomicBoolean();
  private final LongSupplier clockMillis;
  private final int rowsMax;
  private final long sealedBytesMax;
  private final AtomicLong sealedBytes = new AtomicLong();
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
    this(
        clockMillis,
        ROWS_MAX,
        Runtime.getRuntime().maxMemory() / HEAP_PARTS,
        TimeUnit.SECONDS.toMillis(SWEEP_SECONDS));
  }

  MemoryStore(LongSupplier clockMillis, int rowsMax, long sealedBytesMax, long sweepMillis) {
    this.clockMillis = clockMillis;
    this.rowsMax = rowsMax;
    this.sealedBytesMax = sealedBytesMax;
    this.later = CompletableFuture.delayedExecutor(sweepMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public boolean hasRoomToSpare() {
    return rows.size() < rowsMax / 2 && sealedBytes.get() < sealedBytesMax / 2;
  }

  @Override
  public boolean reserve(String id, String attempt, String replacedAttempt, long lifeMillis) {
    long now = clockMillis.getAsLong();
    if (isFull() && !rows.containsKey(id)) {
      removeExpired();
      if (isFull()) {
        throw new StoreFullException();
      }
    }
    Stored mine = new Stored(Phase.RESERVED, attempt, now, now + lifeMillis, null);
    Stored kept =
        rows.compute(
            id,
            (key, row) ->
                row == null || now >= row.endMillis || row.attempt.equals(replacedAttempt)
                    ? replaced(row, mine)
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
            id,
            (key, row) -> reserved(row, attempt, now, maxAgeMillis) ? replaced(row, settled) : row);
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
    Stored taken = new Stored(Phase.TAKEN, attempt, row.sinceMillis, row.endMillis, null);
    if (!rows.replace(id, row, taken)) {
      return false;
    }
    replaced(row, taken);
    return true;
  }

  private boolean isFull() {
    return rows.size() >= rowsMax || sealedBytes.get() >= sealedBytesMax;
  }

  /** Counts the bytes of a row that takes the place of another one, or of none. */
  private Stored replaced(Stored before, Stored after) {
    sealedBytes.addAndGet(bytes(after) - bytes(before));
    return after;
  }

  private static long bytes(Stored row) {
    return row == null || row.sealed == null ? 0 : row.sealed.length;
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
    for (Map.Entry<String, Stored> entry : rows.entrySet()) {
      if (now >= entry.getValue().endMillis && rows.remove(entry.getKey(), entry.getValue())) {
        sealedBytes.addAndGet(-bytes(entry.getValue()));
      }
    }
  }
}
