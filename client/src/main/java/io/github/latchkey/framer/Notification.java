package io.github.latchkey.framer;

import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;

/** A message that is shown in a corner of Framer's window. */
public abstract class Notification implements JSObject {
  /** Takes it away before its time. */
  public abstract JSPromise<JSUndefined> close();
}
