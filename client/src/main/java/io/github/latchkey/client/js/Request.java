package io.github.latchkey.client.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSString;

/** The browser's Request: the platform has parsed the URL, and nobody parses it again. */
public abstract class Request implements JSObject {
  /** Throws the browser's TypeError where input or init are wrong. */
  @JSBody(
      params = {"input", "init"},
      script = "return new Request(input, init);")
  public static native Request of(JSObject input, JSObject init);

  /** The same for another sending; null where the body is a stream, which can be read once. */
  @JSBody(
      params = "init",
      script =
          """
          return init && typeof ReadableStream === "function" && init.body instanceof ReadableStream
              ? null : this.clone();
          """)
  public native Request again(JSObject init);

  @JSProperty
  public abstract JSString getUrl();

  @JSProperty
  public abstract AbortSignal getSignal();

  @JSBody(script = "return this.headers.has(\"Authorization\");")
  public native boolean isAuthorized();
}
