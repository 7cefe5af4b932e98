package io.github.latchkey.client.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSString;

/** The page that the client runs in: its clocks, timers, events and name. */
public final class Browser {
  private Browser() {}

  /** Milliseconds since the page began; never jumps. */
  @JSBody(script = "return performance.now();")
  public static native double now();

  /** Milliseconds since 1970; jumps if the clock is set. */
  @JSBody(script = "return Date.now();")
  public static native double wallNow();

  @JSBody(script = "return Math.random();")
  public static native double random();

  /** A timer's longest wait is 2^31 - 1 ms; beyond it would fire at once. */
  @JSBody(
      params = {"millis", "action"},
      script = "return setTimeout(action, Math.min(millis, 2147483647));")
  public static native int after(double millis, Async.Action action);

  @JSBody(params = "timer", script = "clearTimeout(timer);")
  public static native void cancel(int timer);

  /**
   * Calls back at signs that the user is there, while the page can be seen.
   *
   * @param events their names, separated by commas
   * @return ends it
   */
  @JSBody(
      params = {"events", "action"},
      script =
          """
          var wake = function() {
            if (typeof document !== "object" || document.visibilityState === "visible") action();
          };
          var each = function(how) {
            events.split(",").forEach(function(name) {
              var target = name[0] === "v" ? globalThis.document : globalThis;
              if (target && target[how]) target[how](name, wake);
            });
          };
          each("addEventListener");
          return function() { each("removeEventListener"); };
          """)
  public static native Async.Action onReturn(String events, Async.Action action);

  /**
   * Calls back when another tab changed what lies under a key of this storage.
   *
   * @return ends it
   */
  @JSBody(
      params = {"storage", "key", "action"},
      script =
          """
          var changed = function(event) {
            if (event.storageArea === storage && (event.key === key || event.key === null)) action();
          };
          if (globalThis.addEventListener) addEventListener("storage", changed);
          return function() {
            if (globalThis.removeEventListener) removeEventListener("storage", changed);
          };
          """)
  public static native Async.Action onStored(JSObject storage, JSString key, Async.Action action);

  /** The tab's own storage, which outlives a reload; null where it is refused or missing. */
  @JSBody(script = "try { return sessionStorage; } catch (refused) { return null; }")
  public static native JSObject sessionStorage();

  /** The page's host name; empty where there is no page. */
  @JSBody(script = "return typeof location === \"object\" ? location.hostname : \"\";")
  public static native JSString hostname();
}
