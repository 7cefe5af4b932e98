package io.github.latchkey.client.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** What an API call sends besides its address: the browser's RequestInit, as a builder. */
public abstract class RequestInit implements JSObject {
  @JSBody(params = "method", script = "return {method: method, headers: {}};")
  public static native RequestInit method(String method);

  @JSBody(
      params = {"name", "value"},
      script = "this.headers[name] = value; return this;")
  public native RequestInit header(String name, String value);

  @JSBody(params = "body", script = "this.body = body; return this;")
  public native RequestInit body(String body);

  @JSBody(params = "signal", script = "this.signal = signal; return this;")
  public native RequestInit signal(AbortSignal signal);
}
