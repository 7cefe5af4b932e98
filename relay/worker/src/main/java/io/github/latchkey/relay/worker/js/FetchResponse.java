package io.github.latchkey.relay.worker.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** The Fetch standard's {@code Response}. */
public abstract class FetchResponse implements JSObject {
  /** The HTTP status. */
  @JSProperty
  public abstract int getStatus();

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

  /**
   * Makes one.
   *
   * @param headers names and values by turns
   * @param body bytes, a {@code ReadableStream}, or null where there is none
   */
  @JSBody(
      params = {"status", "headers", "body"},
      script =
          "var all = new Headers();"
              + "for (var i = 0; i < headers.length; i += 2) {"
              + "  all.append(headers[i], headers[i + 1]);"
              + "}"
              + "return new Response(body, { status: status, headers: all });")
  public static native FetchResponse of(int status, String[] headers, JSObject body);
}
