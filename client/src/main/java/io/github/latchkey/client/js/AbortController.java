package io.github.latchkey.client.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSMethod;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** The browser's AbortController. */
public abstract class AbortController implements JSObject {
  @JSBody(script = "return new AbortController();")
  public static native AbortController create();

  @JSProperty
  public abstract AbortSignal getSignal();

  @JSMethod
  public abstract void abort();
}
