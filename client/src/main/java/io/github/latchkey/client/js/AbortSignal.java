package io.github.latchkey.client.js;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** The browser's AbortSignal: says that its owner has lost interest. */
public interface AbortSignal extends JSObject {
  @JSProperty
  boolean isAborted();

  /** What was given to {@code abort}: anything, null and undefined included. */
  @JSProperty
  JSObject getReason();
}
