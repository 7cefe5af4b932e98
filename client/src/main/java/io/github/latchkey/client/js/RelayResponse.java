package io.github.latchkey.client.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/** What the relay answered, read to its end; or, with status 0, that it gave no answer. */
public abstract class RelayResponse implements JSObject {
  /**
   * POSTs a form. The promise is never rejected, and settles in time even where the caller's own
   * {@code fetch} does not.
   *
   * @param form sent as the body; null sends an empty one
   * @param millis how long to wait for the whole answer
   * @param signal gives up earlier; null where nothing will
   * @param keepalive whether the request survives the page
   */
  @JSBody(
      params = {"fetch", "url", "form", "millis", "signal", "keepalive"},
      script =
          """
          return new Promise(function(resolve) {
            var controller = new AbortController();
            var fail = function(reason) {
              clearTimeout(timer);
              resolve({status: 0, json: null, reason: reason});
              controller.abort();
            };
            var timer = setTimeout(fail, millis);
            if (signal) signal.addEventListener("abort", fail);
            new Promise(function(sent) {
              sent(fetch(url, {
                method: "POST",
                body: form ? new URLSearchParams(form) : null,
                signal: controller.signal,
                keepalive: keepalive
              }));
            }).then(function(response) {
              return response.text().then(function(text) {
                var json, wait = response.headers.get("Retry-After");
                try {
                  json = JSON.parse(text, function(name, value) {
                    return name === "__proto__" ? undefined : value;
                  });
                } catch (notJson) {
                }
                clearTimeout(timer);
                resolve({
                  status: response.status,
                  json: json && typeof json === "object" ? json : null,
                  retryAfterSeconds: +wait || (Date.parse(wait) - Date.now()) / 1000
                });
              });
            }).then(null, fail);
          });
          """)
  public static native JSPromise<RelayResponse> post(
      JSObject fetch,
      JSString url,
      JSObject form,
      int millis,
      AbortSignal signal,
      boolean keepalive);

  /**
   * Whether something answers at a URL but does not let this page read it: an opaque answer where
   * the page's own request failed means that the relay is up and refused the page's origin.
   */
  @JSBody(
      params = {"fetch", "url"},
      script =
          """
          return new Promise(function(resolve) {
            setTimeout(resolve, 5000, false);
            resolve(fetch(url, {mode: "no-cors"}));
          }).then(function(response) {
            return response.type === "opaque" ? response : null;
          }).then(null, function() { return null; });
          """)
  public static native JSPromise<JSObject> opaque(JSObject fetch, JSString url);

  /** The HTTP status; 0 where there was no answer. */
  @JSProperty
  public abstract int getStatus();

  /** The body, where it is a JSON object or array; else null. */
  @JSProperty
  public abstract JSObject getJson();

  /** What the request failed with; undefined where there was an answer. */
  @JSProperty
  public abstract JSObject getReason();

  /** The Retry-After header in seconds; NaN where there was none. */
  @JSProperty
  public abstract double getRetryAfterSeconds();

  /** Whether the body carries this {@code error} (RFC 6749 5.2, RFC 8628 3.5). */
  @JSBody(params = "code", script = "return !!this.json && this.json.error === code;")
  public native boolean says(String code);

  /** Whether the body carries any {@code error}, as only a native answer does. */
  @JSBody(script = "return !!this.json && typeof this.json.error === \"string\";")
  public native boolean isNativeError();
}
