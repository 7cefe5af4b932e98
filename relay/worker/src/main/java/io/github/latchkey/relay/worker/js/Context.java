package io.github.latchkey.relay.worker.js;

import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** A Worker's {@code ctx} of one invocation. */
public interface Context extends JSObject {
  /** Lets the work that the promise stands for go on, also when the client leaves. */
  void waitUntil(JSPromise<?> work);
}
