package io.github.latchkey.relay.worker.contract;

import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.seal.FormatVectors;
import io.github.latchkey.relay.worker.Worker;
import io.github.latchkey.relay.worker.js.Context;
import io.github.latchkey.relay.worker.js.Environment;
import io.github.latchkey.relay.worker.js.FetchRequest;
import io.github.latchkey.relay.worker.js.FetchResponse;
import io.github.latchkey.relay.worker.js.PresetModule;
import io.github.latchkey.relay.worker.port.WebCrypto;
import io.github.latchkey.relay.worker.store.D1Store;
import io.github.latchkey.relay.worker.store.DurableStore;
import io.github.latchkey.relay.worker.store.RowObject;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.core.JSUndefined;
import org.teavm.jso.typedarrays.Int8Array;

/** The Worker's module with one more door, for tests alone: a move of a store from outside. */
public final class StoreDoor {
  private StoreDoor() {}

  /** What {@link RemoteStore} asks for. */
  public interface Move extends JSObject {
    @JSProperty
    String getName();

    @JSProperty
    String getId();

    @JSProperty
    String getAttempt();

    /** May be null. */
    @JSProperty
    String getReplacedAttempt();

    @JSProperty
    double getMaxAgeMillis();

    @JSProperty
    double getLifeMillis();

    /** May be null. */
    @JSProperty
    Int8Array getSealed();
  }

  /** As {@link Worker} has it. */
  @JSExport
  public static JSPromise<FetchResponse> handle(
      FetchRequest request, Environment environment, Context context, PresetModule presets) {
    return Worker.handle(request, environment, context, presets);
  }

  /** As {@link Worker} has it. */
  @JSExport
  public static JSPromise<JSUndefined> removeExpired(JSObject controller, Environment environment) {
    return Worker.removeExpired(controller, environment);
  }

  /** As {@link Worker} has it. */
  @JSExport
  public static RowObject openRow(JSObject storage) {
    return Worker.openRow(storage);
  }

  /** Makes a move, in a store of its own as each request has; gives a boolean, or a row or null. */
  @JSExport
  public static JSPromise<JSObject> move(JSObject binding, boolean isD1, Move move) {
    return JSPromise.callAsync(
        () -> made(isD1 ? new D1Store(binding) : new DurableStore(binding), move));
  }

  /** The lines of the core's {@code vectors.txt}, computed with the Worker's cryptography. */
  @JSExport
  public static JSPromise<JSString> vectors() {
    return JSPromise.callAsync(() -> JSString.valueOf(FormatVectors.lines(new WebCrypto())));
  }

  private static JSObject made(Store store, Move move) {
    String id = move.getId();
    String attempt = move.getAttempt();
    long maxAgeMillis = (long) move.getMaxAgeMillis();
    long lifeMillis = (long) move.getLifeMillis();
    if (move.getName().equals("read")) {
      Store.Row row = store.read(id);
      return row == null
          ? null
          : row(
              row.phase().code(),
              row.attempt(),
              (double) row.ageMillis(),
              row.sealed() == null ? null : Int8Array.copyFromJavaArray(row.sealed()));
    }
    return JSBoolean.valueOf(
        switch (move.getName()) {
          case "reserve" -> store.reserve(id, attempt, move.getReplacedAttempt(), lifeMillis);
          case "settle" ->
              store.settle(
                  id, attempt, maxAgeMillis, move.getSealed().copyToJavaArray(), lifeMillis);
          case "undo" -> store.undo(id, attempt, maxAgeMillis);
          case "take" -> store.take(id, attempt);
          default -> throw new IllegalArgumentException(move.getName());
        });
  }

  @JSBody(
      params = {"phase", "attempt", "ageMillis", "sealed"},
      script =
          "return { phase: phase, attempt: attempt, ageMillis: ageMillis,"
              + " sealed: sealed && Array.from(sealed) };")
  private static native JSObject row(int phase, String attempt, double ageMillis, Int8Array sealed);
}
