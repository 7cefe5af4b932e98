package io.github.latchkey.relay.worker.store;

import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.port.Store.Phase;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.Int8Array;

/** A row as it travels to the request that reads it. */
abstract class ReadRow implements JSObject {
  @JSProperty
  abstract int getPhase();

  @JSProperty
  abstract String getAttempt();

  /** Milliseconds since it was reserved, or settled if it is. */
  @JSProperty
  abstract double getAge();

  /** The sealed outcome, or null. */
  @JSProperty
  abstract Int8Array getSealed();

  @JSBody(
      params = {"phase", "attempt", "age", "sealed"},
      script = "return { phase: phase, attempt: attempt, age: age, sealed: sealed };")
  static native ReadRow of(int phase, String attempt, double age, Int8Array sealed);

  /** What tells this state of a row from the others that it had and will have. */
  static String mark(int phase, String attempt) {
    return phase + attempt;
  }

  /** The mark of a row, empty where there is none. */
  static String mark(ReadRow row) {
    return row == null ? "" : mark(row.getPhase(), row.getAttempt());
  }

  /** As the core wants it. */
  static Store.Row toRow(ReadRow row) {
    if (row == null) {
      return null;
    }
    Int8Array sealed = row.getSealed();
    byte[] bytes = sealed == null ? null : sealed.copyToJavaArray();
    return new Store.Row(Phase.of(row.getPhase()), row.getAttempt(), (long) row.getAge(), bytes);
  }
}
