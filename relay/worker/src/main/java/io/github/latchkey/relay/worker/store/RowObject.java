package io.github.latchkey.relay.worker.store;

import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.port.Store.Phase;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * One row, inside the Durable Object that is its own, and the requests that wait for it. No move
 * suspends, and what a move writes is one transaction. {@code isAgain} says that a move was asked
 * for before and that its answer was lost: then what it did already counts as done.
 */
public final class RowObject {
  private final JSObject storage;
  private final List<Waiter> waiters = new ArrayList<>();
  private StoredRow row;
  private boolean isWritten;
  private boolean isAlarmSet;

  private record Waiter(boolean isExclusive, Release release) {}

  private interface Release {
    void with(boolean isWaitOver);
  }

  /** Takes up what the object's storage holds. */
  public RowObject(JSObject storage) {
    this.storage = storage;
    row = load(storage);
    isWritten = row != null;
  }

  /** See {@link io.github.latchkey.relay.port.Store#reserve}. */
  @JSExport
  public boolean reserve(
      String attempt, String replacedAttempt, double lifeMillis, boolean isAgain) {
    StoredRow old = live();
    if (old != null && !old.getAttempt().equals(replacedAttempt)) {
      return isAgain && old.is(Phase.RESERVED, attempt);
    }
    put(Phase.RESERVED, attempt, now(), lifeMillis, null);
    return true;
  }

  /** See {@link io.github.latchkey.relay.port.Store#settle}. */
  @JSExport
  public boolean settle(
      String attempt, double maxAgeMillis, Int8Array sealed, double lifeMillis, boolean isAgain) {
    if (isReserved(attempt, maxAgeMillis)) {
      put(Phase.SETTLED, attempt, now(), lifeMillis, sealed);
      releaseAll();
      return true;
    }
    return isAgain && live() != null && live().is(Phase.SETTLED, attempt);
  }

  /** See {@link io.github.latchkey.relay.port.Store#undo}. */
  @JSExport
  public boolean undo(String attempt, double maxAgeMillis, boolean isAgain) {
    if (isReserved(attempt, maxAgeMillis)) {
      remove();
      releaseAll();
      return true;
    }
    return isAgain && live() == null;
  }

  /** The row with its age, or null. */
  @JSExport
  public JSObject read() {
    StoredRow found = live();
    return found == null ? null : found.at(now());
  }

  /** See {@link io.github.latchkey.relay.port.Store#take}. */
  @JSExport
  public boolean take(String attempt) {
    StoredRow found = live();
    if (found == null || !found.is(Phase.SETTLED, attempt)) {
      return false;
    }
    put(Phase.TAKEN, attempt, found.getSince(), found.getEnd() - now(), null);
    return true;
  }

  /**
   * Waits.
   *
   * @param mark of the row that was read last, empty where there was none
   * @return true where the wait is over, false where the row is another one
   */
  @JSExport
  public JSPromise<JSBoolean> awaitChange(String mark, double waitMillis, boolean isExclusive) {
    StoredRow found = live();
    if (!mark.equals(found == null ? "" : found.mark())) {
      return JSPromise.resolve(JSBoolean.valueOf(false));
    }
    if (isExclusive) {
      for (Waiter waiter : new ArrayList<>(waiters)) {
        if (waiter.isExclusive()) {
          waiter.release().with(true);
        }
      }
    }
    return new JSPromise<>(
        (resolve, reject) -> {
          Waiter[] self = new Waiter[1];
          JSObject[] timer = new JSObject[1];
          self[0] =
              new Waiter(
                  isExclusive,
                  isWaitOver -> {
                    waiters.remove(self[0]);
                    clearTimeout(timer[0]);
                    resolve.accept(JSBoolean.valueOf(isWaitOver));
                  });
          timer[0] = setTimeout(() -> self[0].release().with(true), waitMillis);
          waiters.add(self[0]);
        });
  }

  /** Removes the row where its life is over, and otherwise sets the alarm for when it is. */
  @JSExport
  public void alarm() {
    isAlarmSet = false;
    if (live() == null) {
      row = null;
      isWritten = false;
      deleteAll(storage);
    } else if (isWritten) {
      setAlarm();
    }
  }

  private StoredRow live() {
    return row != null && now() < row.getEnd() ? row : null;
  }

  private boolean isReserved(String attempt, double maxAgeMillis) {
    StoredRow found = live();
    return found != null
        && found.is(Phase.RESERVED, attempt)
        && now() - found.getSince() <= maxAgeMillis;
  }

  private void put(Phase phase, String attempt, double since, double lifeMillis, Int8Array sealed) {
    row = StoredRow.of(phase, attempt, since, now() + lifeMillis, sealed);
    if (lifeMillis > Store.MEMORY_LIFE_MILLIS || isWritten) {
      save(storage, row);
      isWritten = true;
      if (!isAlarmSet) {
        setAlarm();
      }
    }
  }

  private void setAlarm() {
    setAlarm(storage, row.getEnd());
    isAlarmSet = true;
  }

  private void remove() {
    row = null;
    if (isWritten) {
      delete(storage);
      isWritten = false;
    }
  }

  private void releaseAll() {
    for (Waiter waiter : new ArrayList<>(waiters)) {
      waiter.release().with(false);
    }
  }

  @JSFunctor
  private interface Callback extends JSObject {
    void call();
  }

  @JSBody(script = "return Date.now();")
  private static native double now();

  @JSBody(params = "storage", script = "return storage.kv.get('row') || null;")
  private static native StoredRow load(JSObject storage);

  @JSBody(
      params = {"storage", "row"},
      script = "storage.kv.put('row', row);")
  private static native void save(JSObject storage, StoredRow row);

  @JSBody(
      params = {"storage", "millis"},
      script = "storage.setAlarm(millis);")
  private static native void setAlarm(JSObject storage, double millis);

  @JSBody(params = "storage", script = "storage.kv.delete('row');")
  private static native void delete(JSObject storage);

  // An object that holds nothing at all is no more.
  @JSBody(params = "storage", script = "storage.deleteAll();")
  private static native void deleteAll(JSObject storage);

  @JSBody(
      params = {"callback", "millis"},
      script = "return setTimeout(callback, millis);")
  private static native JSObject setTimeout(Callback callback, double millis);

  @JSBody(params = "timer", script = "clearTimeout(timer);")
  private static native void clearTimeout(JSObject timer);
}
