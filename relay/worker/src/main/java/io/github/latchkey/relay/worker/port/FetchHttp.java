package io.github.latchkey.relay.worker.port;

import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.port.HttpTooLongException;
import io.github.latchkey.relay.worker.js.FetchResponse;
import io.github.latchkey.relay.worker.js.Promises;
import io.github.latchkey.relay.worker.js.Streams;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int8Array;

/** Requests to the provider by {@code fetch}. */
public final class FetchHttp implements Http {
  @Override
  public Response post(Purpose purpose, String url, Map<String, String> headers, byte[] body)
      throws IOException {
    String[] flat = new String[2 * headers.size() + 2];
    int at = 0;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      flat[at++] = header.getKey();
      flat[at++] = header.getValue();
    }
    // As the other host: some providers refuse a request without one.
    flat[at++] = "User-Agent";
    flat[at] = "Latchkey";
    try {
      JSObject deadline = deadline(1000 * DEADLINE_SECONDS);
      FetchResponse answer =
          Promises.await(fetch(url, flat, Int8Array.fromJavaArray(body), deadline));
      Int8Array bytes = Promises.await(Streams.read(answer.getBody(), ANSWER_MAX_BYTES));
      if (bytes == null) {
        throw new HttpTooLongException();
      }
      return new Response(answer.getStatus(), byName(answer.headers()), bytes.toJavaArray());
    } catch (Promises.RejectedException e) {
      throw new IOException(place(url) + " gave no complete answer (" + e.getMessage() + ")");
    }
  }

  /** The URL without its query, which can contain a key. */
  private static String place(String url) {
    int mark = url.indexOf('?');
    return mark < 0 ? url : url.substring(0, mark);
  }

  private static Map<String, String> byName(String[] flat) {
    Map<String, String> headers = new HashMap<>();
    for (int i = 0; i < flat.length; i += 2) {
      headers.put(flat[i], flat[i + 1]);
    }
    return headers;
  }

  @JSBody(params = "millis", script = "return AbortSignal.timeout(millis);")
  private static native JSObject deadline(int millis);

  @JSBody(
      params = {"url", "headers", "body", "deadline"},
      script =
          "var all = new Headers();"
              + "for (var i = 0; i < headers.length; i += 2) {"
              + "  all.set(headers[i], headers[i + 1]);"
              + "}"
              + "return fetch(url, { method: 'POST', headers: all, body: body, redirect: 'manual',"
              + "  signal: deadline });")
  private static native JSPromise<FetchResponse> fetch(
      String url, String[] headers, Int8Array body, JSObject deadline);
}
