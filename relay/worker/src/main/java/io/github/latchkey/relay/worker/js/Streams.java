package io.github.latchkey.relay.worker.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int8Array;

/** Reads bodies. */
public final class Streams {
  private Streams() {}

  /**
   * Reads a {@code ReadableStream} to its end, or lets go of it as soon as it is too long.
   *
   * @param stream may be null, which is an empty body
   * @return all of it, or null where it is longer
   */
  @JSBody(
      params = {"stream", "maxBytes"},
      script =
          "if (!stream) { return Promise.resolve(new Int8Array(0)); }"
              + "var reader = stream.getReader(), parts = [], size = 0;"
              + "function next() {"
              + "  return reader.read().then(function (part) {"
              + "    if (part.done) {"
              + "      var all = new Int8Array(size), at = 0;"
              + "      parts.forEach(function (bytes) { all.set(bytes, at); at += bytes.length; });"
              + "      return all;"
              + "    }"
              + "    size += part.value.length;"
              + "    if (size > maxBytes) {"
              + "      reader.cancel().then(function () {}, function () {});"
              + "      return null;"
              + "    }"
              + "    parts.push(part.value);"
              + "    return next();"
              + "  });"
              + "}"
              + "return next();")
  public static native JSPromise<Int8Array> read(JSObject stream, int maxBytes);

  /**
   * A stream that breaks where another one turns out to be too long.
   *
   * @param stream a {@code ReadableStream}, or null, which stays null
   */
  @JSBody(
      params = {"stream", "maxBytes"},
      script =
          "if (!stream) { return null; }"
              + "var size = 0, limited = stream.pipeThrough(new TransformStream({"
              + "  transform: function (part, controller) {"
              + "    size += part.length;"
              + "    if (size > maxBytes) { limited.isOver = true; throw new Error('too long'); }"
              + "    controller.enqueue(part);"
              + "  }"
              + "}));"
              + "return limited;")
  public static native JSObject limited(JSObject stream, int maxBytes);

  /**
   * A stream of the length that a response announces, which goes out with it: workerd ends a stream
   * without one as if it were whole, also where it breaks. The length is of what was compressed, if
   * it was; then it stays away.
   *
   * @param stream a {@code ReadableStream}, or null, which stays null
   */
  @JSBody(
      params = {"stream", "response"},
      script =
          "var all = response.headers, length = all.get('content-length');"
              + "return stream && length && !all.get('content-encoding')"
              + "  ? stream.pipeThrough(new FixedLengthStream(Number(length))) : stream;")
  public static native JSObject announced(JSObject stream, JSObject response);

  /** Whether a stream that {@link #limited} made has broken. */
  @JSBody(params = "limited", script = "return limited.isOver === true;")
  public static native boolean isOver(JSObject limited);

  /** Whether a response says that it is longer than this. */
  @JSBody(
      params = {"response", "maxBytes"},
      script = "return Number(response.headers.get('content-length')) > maxBytes;")
  public static native boolean announces(JSObject response, int maxBytes);
}
