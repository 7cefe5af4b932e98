package io.github.latchkey.client.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSMethod;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/** The browser's Response: what an API call was answered. */
public abstract class Response implements JSObject {
  @JSProperty
  public abstract int getStatus();

  /** True for a status of 200 to 299. */
  @JSProperty
  public abstract boolean isOk();

  /** The body as text. */
  @JSMethod
  public abstract JSPromise<JSString> text();

  /** The body as JSON; rejected where it is not. */
  @JSMethod
  public abstract <T extends JSObject> JSPromise<T> json();

  /** One header of the answer; null where it is missing or not exposed to pages. */
  @JSBody(params = "name", script = "return this.headers.get(name);")
  public native String header(String name);
}
