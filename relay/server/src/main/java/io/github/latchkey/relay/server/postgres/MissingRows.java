package io.github.latchkey.relay.server.postgres;

import io.github.latchkey.relay.port.Store.Row;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Rows that were looked for in vain a moment ago: a plugin that asks every second is answered
 * without the database, as long as this relay hears of what others settle. Where a change is not
 * heard, because a connection has died in silence, it is seen {@value #TRUSTED_MILLIS} ms later.
 */
final class MissingRows {
  static final long TRUSTED_MILLIS = 2_000;

  private static final long TRUSTED_NANOS = TimeUnit.MILLISECONDS.toNanos(TRUSTED_MILLIS);
  private static final int ROWS_MAX = 10_000;

  /** One look at the database: it is here before the database is asked, so that a change counts. */
  private static final class Look {
    final long beginNanos = System.nanoTime();
    volatile boolean isInVain;

    boolean isOld() {
      return System.nanoTime() - beginNanos >= TRUSTED_NANOS;
    }
  }

  /** The oldest first. */
  private final Map<String, Look> looks = new LinkedHashMap<>();

  private boolean isTold;

  /** Asks the database, or gives null where that was the answer a moment ago. */
  Row read(String id, Supplier<Row> database) {
    Look look;
    synchronized (looks) {
      Look last = looks.get(id);
      if (last != null && last.isInVain && !last.isOld()) {
        return null;
      }
      look = begin(id);
    }
    Row row = database.get();
    // Where it was forgotten in the meantime nobody looks at this any more.
    look.isInVain = row == null;
    return row;
  }

  private Look begin(String id) {
    Look look = new Look();
    if (isTold) {
      Iterator<Look> oldest = looks.values().iterator();
      while (oldest.hasNext() && (oldest.next().isOld() || looks.size() >= ROWS_MAX)) {
        oldest.remove();
      }
      looks.remove(id);
      looks.put(id, look);
    }
    return look;
  }

  /** A row was settled or undone. */
  void changed(String id) {
    synchronized (looks) {
      looks.remove(id);
    }
  }

  /** Whether changes are told of from now on. */
  void told(boolean isTold) {
    synchronized (looks) {
      this.isTold = isTold;
      looks.clear();
    }
  }
}
