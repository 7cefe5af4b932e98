package io.github.latchkey.demo.cms;

import io.github.latchkey.client.OAuthException;
import io.github.latchkey.client.js.AbortSignal;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;

/**
 * Waiting for promises in the blocking style, which works inside {@code JSPromise.runAsync} only. A
 * rejection is made a value first: TeaVM's {@code await} would lose the reason.
 */
final class Awaited {
  private Awaited() {}

  /** How a promise ended. */
  private abstract static class Settled<T> implements JSObject {
    @JSProperty("isFulfilled")
    abstract boolean isFulfilled();

    @JSProperty
    abstract T getValue();

    @JSProperty
    abstract JSObject getReason();

    /** Whether nothing came over the network, of which {@code fetch} says no more. */
    @JSBody(script = "return this.reason instanceof TypeError;")
    final native boolean isNetworkError();

    /** What the reason says. */
    @JSBody(script = "return String(this.reason && this.reason.message || this.reason);")
    final native String message();
  }

  @JSBody(
      params = "promise",
      script =
          """
          return promise.then(
            function(value) { return {isFulfilled: true, value: value}; },
            function(reason) { return {isFulfilled: false, reason: reason}; });
          """)
  private static native <T> JSPromise<Settled<T>> settled(JSPromise<T> promise);

  /**
   * Waits for a promise.
   *
   * @throws StoppedException where it was rejected, with what the reason says
   */
  static <T> T value(JSPromise<T> promise) throws StoppedException {
    return value(settled(promise).await());
  }

  /**
   * Waits for what comes over the network.
   *
   * @return null where it did not come, or broke off
   * @throws StoppedException where the promise was rejected for another reason
   */
  static <T> T received(JSPromise<T> promise) throws StoppedException {
    Settled<T> settled = settled(promise).await();
    return settled.isNetworkError() ? null : value(settled);
  }

  private static <T> T value(Settled<T> settled) throws StoppedException {
    if (settled.isFulfilled()) {
      return settled.getValue();
    }
    OAuthException ours = OAuthException.of(settled.getReason());
    boolean isOver =
        ours != null
            && (ours.code().equals(OAuthException.INVALID_GRANT)
                || ours.code().equals(OAuthException.LOGIN_REQUIRED));
    throw new StoppedException(
        isOver ? StoppedException.Reason.LOGIN_NEEDED : StoppedException.Reason.FAILED,
        settled.message());
  }

  /** Waits for so long, or until the signal says that nobody waits any more. */
  static void pause(int millis, AbortSignal signal) {
    timer(millis, signal).await();
  }

  @JSBody(
      params = {"millis", "signal"},
      script =
          """
          return new Promise(function(resolve) {
            setTimeout(resolve, millis);
            signal.addEventListener("abort", resolve);
            if (signal.aborted) resolve();
          });
          """)
  private static native JSPromise<JSUndefined> timer(int millis, AbortSignal signal);
}
