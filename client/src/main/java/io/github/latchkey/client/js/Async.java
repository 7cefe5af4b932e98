package io.github.latchkey.client.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * Promises, without the wrapping that {@link JSPromise}'s own methods pay for taking any Java
 * object: here everything is a {@link JSObject}. Whatever a step throws, Java's or not, rejects.
 */
public final class Async {
  /** What to do with a value: gives the next value, or a promise of it. */
  @FunctionalInterface
  @JSFunctor
  public interface Step<A extends JSObject> extends JSObject {
    JSObject take(A value);
  }

  /** What to do, with nothing to give. */
  @FunctionalInterface
  @JSFunctor
  public interface Action extends JSObject {
    void run();
  }

  private Async() {}

  @JSBody(params = "value", script = "return Promise.resolve(value);")
  public static native <A extends JSObject> JSPromise<A> resolved(JSObject value);

  @JSBody(params = "reason", script = "return Promise.reject(reason);")
  public static native <A extends JSObject> JSPromise<A> rejected(JSObject reason);

  @JSBody(
      params = {"promise", "step"},
      script = "return promise.then(step);")
  public static native <A extends JSObject, B extends JSObject> JSPromise<B> then(
      JSPromise<A> promise, Step<A> step);

  @JSBody(
      params = {"promise", "step", "failed"},
      script = "return promise.then(step, failed);")
  public static native <A extends JSObject, B extends JSObject> JSPromise<B> then(
      JSPromise<A> promise, Step<A> step, Step<JSObject> failed);

  /**
   * A promise of what the step gives, rejected with what it throws: the way in, where a foreign
   * value could otherwise leave a method by the side door.
   */
  @JSBody(
      params = "step",
      script = "return new Promise(function(resolve) { resolve(step(null)); });")
  public static native <A extends JSObject> JSPromise<A> attempt(Step<JSObject> step);

  /**
   * Marks a promise as handled: the snapshot shows the rejection, so the console need not report
   * it.
   */
  @JSBody(params = "promise", script = "promise.then(null, function() {}); return promise;")
  public static native <A extends JSObject> JSPromise<A> handled(JSPromise<A> promise);

  /**
   * The promise, until a signal aborts.
   *
   * @param signal null where there is none
   * @param left what the promise is rejected with when the signal aborts
   */
  @JSBody(
      params = {"promise", "signal", "left"},
      script =
          """
          return !signal ? promise : new Promise(function(resolve, reject) {
            var stop = function() { reject(left(signal)); };
            var done = function() { signal.removeEventListener("abort", stop); };
            promise.then(done, done);
            promise.then(resolve, reject);
            if (signal.aborted) stop(); else signal.addEventListener("abort", stop);
          });
          """)
  public static native <A extends JSObject> JSPromise<A> until(
      JSPromise<A> promise, AbortSignal signal, Step<AbortSignal> left);
}
