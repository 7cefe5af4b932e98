package io.github.latchkey.relay.worker.port;

import io.github.latchkey.relay.http.Forward;
import io.github.latchkey.relay.worker.js.FetchResponse;
import io.github.latchkey.relay.worker.js.Promises;
import io.github.latchkey.relay.worker.js.Streams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * An API call by {@code fetch}, bodies streamed both ways. How many run at once is the platform's
 * to limit: each has an invocation of its own, and takes nothing from logins.
 */
public final class ForwardedCall {
  private ForwardedCall() {}

  /** What the API answered. */
  public interface Answered {
    /** Its head has come. */
    void head(int status, Map<String, List<String>> headers, JSObject body);

    /** There is none. */
    void failure(Forward.Failure failure);
  }

  /**
   * Sends.
   *
   * @param body the caller's, a {@code ReadableStream}, or null
   * @param answered called once
   */
  public static void send(Forward forward, JSObject body, Answered answered) {
    String[] headers = new String[2 * forward.headers().size()];
    int at = 0;
    for (Map.Entry<String, String> header : forward.headers()) {
      headers[at++] = header.getKey();
      headers[at++] = header.getValue();
    }
    // A length that was announced is kept to by the platform.
    JSObject sent = forward.bodyBytes() >= 0 ? body : Streams.limited(body, Forward.BODY_MAX_BYTES);
    FetchResponse answer;
    try {
      answer =
          Promises.await(
              fetch(
                  forward.method(),
                  forward.url(),
                  headers,
                  forward.bodyBytes() == 0 ? null : sent,
                  1000 * Forward.DEADLINE_SECONDS));
    } catch (Promises.RejectedException e) {
      answered.failure(failure(e, sent));
      return;
    }
    Map<String, List<String>> byName = new HashMap<>();
    String[] flat = answer.headers();
    for (int i = 0; i < flat.length; i += 2) {
      List<String> values = byName.computeIfAbsent(flat[i], name -> new ArrayList<>());
      values.add(flat[i + 1]);
    }
    if (Streams.announces(answer, Forward.ANSWER_MAX_BYTES)) {
      answered.failure(Forward.Failure.ANSWER_TOO_LONG);
    } else {
      JSObject streamed = Streams.limited(answer.getBody(), Forward.ANSWER_MAX_BYTES);
      answered.head(answer.getStatus(), byName, Streams.announced(streamed, answer));
    }
  }

  private static Forward.Failure failure(Promises.RejectedException e, JSObject sent) {
    if (sent != null && Streams.isOver(sent)) {
      return Forward.Failure.BODY_TOO_LONG;
    }
    return e.getMessage().equals("TimeoutError")
        ? Forward.Failure.LATE
        : Forward.Failure.UNREACHABLE;
  }

  @JSBody(
      params = {"method", "url", "headers", "body", "millis"},
      script =
          "var all = new Headers();"
              + "for (var i = 0; i < headers.length; i += 2) {"
              + "  all.append(headers[i], headers[i + 1]);"
              + "}"
              + "return fetch(url, { method: method, headers: all, body: body,"
              + "  redirect: 'manual', signal: AbortSignal.timeout(millis) });")
  private static native JSPromise<FetchResponse> fetch(
      String method, String url, String[] headers, JSObject body, int millis);
}
