package io.github.latchkey.relay.worker.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** The Fetch standard's {@code Request}. */
public abstract class FetchRequest implements JSObject {
  /** As it was sent. */
  @JSProperty
  public abstract String getMethod();

  /** Absolute; the platform has parsed it, and so resolved dots in the path. */
  @JSProperty
  public abstract String getUrl();

  /** A {@code ReadableStream}, or null. */
  @JSProperty
  public abstract JSObject getBody();

  /** Names, in lower case, and values by turns; values of one name are joined by commas. */
  @JSBody(
      script =
          "var all = [];"
              + "this.headers.forEach(function (value, name) { all.push(name, value); });"
              + "return all;")
  public final native String[] headers();
}
