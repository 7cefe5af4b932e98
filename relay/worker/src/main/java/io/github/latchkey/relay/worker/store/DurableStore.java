package io.github.latchkey.relay.worker.store;

import io.github.latchkey.relay.port.StoreException;
import io.github.latchkey.relay.worker.js.Promises;
import java.util.HashMap;
import java.util.Map;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * A Durable Object a row: {@link RowObject}, reached from one request. An object that stops in the
 * middle of a call (a deployment, a fault) is asked again.
 */
public final class DurableStore implements WaitingStore {
  private static final int CALLS_MAX = 3;
  private static final double AGAIN_MILLIS = 200;

  private final Namespace objects;
  private final Map<String, String> marks = new HashMap<>();

  private abstract static class Namespace implements JSObject {
    @JSBody(params = "name", script = "return this.get(this.idFromName(name));")
    final native Stub stub(String name);
  }

  /** The methods of {@link RowObject}, from afar. */
  private interface Stub extends JSObject {
    JSPromise<JSBoolean> reserve(
        String attempt, String replacedAttempt, double lifeMillis, boolean isAgain);

    JSPromise<JSBoolean> settle(
        String attempt, double maxAgeMillis, Int8Array sealed, double lifeMillis, boolean isAgain);

    JSPromise<JSBoolean> undo(String attempt, double maxAgeMillis, boolean isAgain);

    JSPromise<ReadRow> read();

    JSPromise<JSBoolean> take(String attempt);

    JSPromise<JSBoolean> awaitChange(String mark, double waitMillis, boolean isExclusive);
  }

  private interface Move<T extends JSObject> {
    JSPromise<T> on(Stub object, boolean isAgain);
  }

  /**
   * Makes the store of one request.
   *
   * @param objects the namespace's binding
   */
  public DurableStore(JSObject objects) {
    this.objects = (Namespace) objects;
  }

  @Override
  public boolean reserve(String id, String attempt, String replacedAttempt, long lifeMillis) {
    return did(
        id, (row, isAgain) -> row.reserve(attempt, replacedAttempt, (double) lifeMillis, isAgain));
  }

  @Override
  public boolean settle(
      String id, String attempt, long maxAgeMillis, byte[] sealed, long lifeMillis) {
    Int8Array bytes = Int8Array.fromJavaArray(sealed);
    return did(
        id,
        (row, isAgain) ->
            row.settle(attempt, (double) maxAgeMillis, bytes, (double) lifeMillis, isAgain));
  }

  @Override
  public boolean undo(String id, String attempt, long maxAgeMillis) {
    return did(id, (row, isAgain) -> row.undo(attempt, (double) maxAgeMillis, isAgain));
  }

  @Override
  public Row read(String id) {
    ReadRow row = call(id, (object, isAgain) -> object.read());
    marks.put(id, ReadRow.mark(row));
    return ReadRow.toRow(row);
  }

  @Override
  public boolean take(String id, String attempt) {
    return did(id, (row, isAgain) -> row.take(attempt));
  }

  @Override
  public boolean awaitChange(String rowId, double waitMillis, boolean isExclusive) {
    try {
      String mark = marks.getOrDefault(rowId, "");
      return Promises.await(objects.stub(rowId).awaitChange(mark, waitMillis, isExclusive))
          .booleanValue();
    } catch (Promises.RejectedException e) {
      // The object stopped. Its row may be another one by now.
      Promises.sleep(Math.min(AGAIN_MILLIS, waitMillis));
      return false;
    }
  }

  private boolean did(String id, Move<JSBoolean> move) {
    return call(id, move).booleanValue();
  }

  private <T extends JSObject> T call(String id, Move<T> move) {
    for (int calls = 1; ; calls++) {
      try {
        // A stub whose call has failed stays broken: each call has its own.
        return Promises.await(move.on(objects.stub(id), calls > 1));
      } catch (Promises.RejectedException e) {
        if (calls == CALLS_MAX) {
          throw new StoreException("the row's object does not answer");
        }
        Promises.sleep(AGAIN_MILLIS * calls);
      }
    }
  }
}
