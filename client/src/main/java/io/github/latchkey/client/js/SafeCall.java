package io.github.latchkey.client.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSString;

/**
 * Calls of functions that callers wrote. Each runs under JavaScript's own try and catch: a thrown
 * undefined, null or frozen error would pass through Java's (and skip its finally).
 */
public final class SafeCall {
  private SafeCall() {}

  /** The text under a key; null where there is none, or where storage refuses. */
  @JSBody(
      params = {"storage", "key"},
      script =
          """
          try {
            var text = storage.getItem(key);
            return typeof text === "string" ? text : null;
          } catch (refused) {
            return null;
          }
          """)
  public static native JSString read(JSObject storage, JSString key);

  /**
   * Puts a text under a key.
   *
   * @param text null removes what is there
   * @return whether storage took it; false where there is no storage
   */
  @JSBody(
      params = {"storage", "key", "text"},
      script =
          """
          try {
            if (text === null) storage.removeItem(key); else storage.setItem(key, text);
            return true;
          } catch (refused) {
            return false;
          }
          """)
  public static native boolean write(JSObject storage, JSString key, JSString text);

  /** Whether storage can be read at all, and at once: a promise is no text. */
  @JSBody(
      params = {"storage", "key"},
      script =
          """
          try {
            return typeof (storage.getItem(key) || "") === "string";
          } catch (refused) {
            return false;
          }
          """)
  public static native boolean isReadable(JSObject storage, JSString key);

  /** What a function gives for an argument; null where it throws, or gives null or undefined. */
  @JSBody(
      params = {"callee", "argument"},
      script =
          """
          try {
            var result = callee(argument);
            return result === undefined ? null : result;
          } catch (thrown) {
            return null;
          }
          """)
  public static native JSObject call(JSObject callee, JSObject argument);
}
