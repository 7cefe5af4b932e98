package io.github.latchkey.relay.worker.store;

import io.github.latchkey.relay.port.Store.Phase;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.typedarrays.Int8Array;

/** A row as an object keeps it. */
abstract class StoredRow implements JSObject {
  @JSProperty
  abstract int getPhase();

  @JSProperty
  abstract String getAttempt();

  /** When it was reserved, or settled if it is, in milliseconds since 1970. */
  @JSProperty
  abstract double getSince();

  /** When its life is over, in milliseconds since 1970. */
  @JSProperty
  abstract double getEnd();

  /** The sealed outcome, or null. */
  @JSProperty
  abstract Int8Array getSealed();

  @JSBody(
      params = {"phase", "attempt", "since", "end", "sealed"},
      script = "return { phase: phase, attempt: attempt, since: since, end: end, sealed: sealed };")
  private static native StoredRow of(
      int phase, String attempt, double since, double end, Int8Array sealed);

  static StoredRow of(Phase phase, String attempt, double since, double end, Int8Array sealed) {
    return of(phase.code(), attempt, since, end, sealed);
  }

  final boolean is(Phase phase, String attempt) {
    return getPhase() == phase.code() && getAttempt().equals(attempt);
  }

  /** What tells this state of a row from the others it had and will have. */
  final String mark() {
    return ReadRow.mark(getPhase(), getAttempt());
  }

  /** As it is sent to its reader. */
  final ReadRow at(double nowMillis) {
    return ReadRow.of(getPhase(), getAttempt(), nowMillis - getSince(), getSealed());
  }
}
