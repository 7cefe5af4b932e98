package io.github.latchkey.relay.worker.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/** Waiting for promises of the platform. */
public final class Promises {
  private Promises() {}

  /** A promise was rejected. */
  public static final class RejectedException extends Exception {
    private static final long serialVersionUID = 1;

    RejectedException(String name) {
      super(name);
    }
  }

  private interface Settled extends JSObject {
    @JSProperty
    boolean isRejected();

    @JSProperty
    String getName();

    @JSProperty
    JSObject getValue();
  }

  /**
   * Suspends the thread until the promise is settled.
   *
   * @return its value; null also where that is undefined
   * @throws RejectedException where it is rejected; says the error's name and nothing else of it
   */
  @SuppressWarnings("unchecked")
  public static <T extends JSObject> T await(JSPromise<T> promise) throws RejectedException {
    Settled settled = settle(promise).await();
    if (settled.isRejected()) {
      throw new RejectedException(settled.getName());
    }
    return (T) settled.getValue();
  }

  // A rejection as it is loses its reason on the way, and some kinds pass by every catch.
  @JSBody(
      params = "promise",
      script =
          "return Promise.resolve(promise).then(function (value) {"
              + " return { rejected: false, value: value === undefined ? null : value };"
              + "}, function (error) {"
              + " return { rejected: true, name: String(error && error.name), value: null };"
              + "});")
  private static native JSPromise<Settled> settle(JSPromise<?> promise);

  /** Suspends the thread for a time. */
  public static void sleep(double millis) {
    timer(millis).await();
  }

  @JSBody(
      params = "millis",
      script =
          "return new Promise(function (done) { setTimeout(function () { done(null); }, millis); });")
  private static native JSPromise<JSObject> timer(double millis);

  /** Milliseconds by a clock that only goes forward. */
  @JSBody(script = "return performance.now();")
  public static native double monotonicMillis();
}
