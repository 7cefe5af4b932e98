package io.github.latchkey.client;

import io.github.latchkey.client.js.AbortSignal;
import io.github.latchkey.client.js.Async;
import io.github.latchkey.client.js.RelayResponse;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/**
 * The relay's routes in both dialects. Native: the fields in the body. Compatible, which the
 * published relay speaks: the same in the query, and an empty body.
 */
final class RelayEndpoint {
  // The relay parks a poll for 25 s, and a refresh for 15 s while another runs.
  private static final int ANSWER_MILLIS = 40_000;

  private static final int REVOCATION_MILLIS = 10_000;

  private final JSString base;
  private final JSObject fetch;

  RelayEndpoint(Settings settings) {
    base = settings.getRelay();
    fetch = settings.getFetch();
  }

  /** Whether the relay is on this machine. */
  boolean isLocal() {
    return Loopback.isLocal(Loopback.hostname(base));
  }

  JSPromise<RelayResponse> authorize(JSObject form) {
    return RelayResponse.post(fetch, path(base, "/authorize"), form, ANSWER_MILLIS, null, false);
  }

  JSPromise<RelayResponse> poll(JSString readKey, boolean isCompatible, AbortSignal signal) {
    return isCompatible
        ? RelayResponse.post(
            fetch, query(base, "/poll?readKey=", readKey), null, ANSWER_MILLIS, signal, false)
        : RelayResponse.post(
            fetch, path(base, "/poll"), pollForm(readKey), ANSWER_MILLIS, signal, false);
  }

  JSPromise<RelayResponse> refresh(TokenResponse tokens, boolean isCompatible) {
    return isCompatible
        ? RelayResponse.post(
            fetch,
            query(base, "/refresh?code=", tokens.refresh()),
            null,
            ANSWER_MILLIS,
            null,
            false)
        : RelayResponse.post(
            fetch, path(base, "/refresh"), refreshForm(tokens), ANSWER_MILLIS, null, false);
  }

  /** RFC 7009, and never an error: a relay without that route has nothing to revoke. */
  JSPromise<RelayResponse> revoke(TokenResponse tokens) {
    return RelayResponse.post(
        fetch, path(base, "/revoke"), revokeForm(tokens), REVOCATION_MILLIS, null, true);
  }

  /**
   * Why an answer is no answer, as an error: the relay down or the page's origin refused, which
   * look alike until a second request tells them apart; or a failure that will pass.
   */
  JSPromise<JSObject> failure(RelayResponse answer) {
    if (answer.getStatus() != 0) {
      return Async.resolved(
          OAuthException.jsError(
              OAuthException.TEMPORARILY_UNAVAILABLE,
              "The login service fails for now; try again later.",
              answer.getStatus(),
              answer.getRetryAfterSeconds()));
    }
    return Async.then(
        RelayResponse.opaque(fetch, path(base, "/")),
        opaque ->
            opaque == null
                ? OAuthException.jsError(OAuthException.RELAY_UNREACHABLE, unreachable(base))
                : OAuthException.jsError(OAuthException.ORIGIN_NOT_ALLOWED, refused(base)));
  }

  /** Whether the same request may succeed later, because nobody has decided anything yet. */
  static boolean isTemporary(RelayResponse answer) {
    int status = answer.getStatus();
    return status == 0
        || status == 408
        || status == 425
        || status == 429
        || (status >= 500 && !answer.says("server_error"));
  }

  @JSBody(
      params = {"base", "path"},
      script = "return base + path;")
  private static native JSString path(JSString base, String path);

  @JSBody(
      params = {"base", "path", "value"},
      script = "return base + path + encodeURIComponent(value);")
  private static native JSString query(JSString base, String path, JSString value);

  @JSBody(params = "readKey", script = "return {readKey: readKey, wait: 25};")
  private static native JSObject pollForm(JSString readKey);

  @JSBody(
      params = "tokens",
      script =
          """
          var form = {refresh_token: tokens.refresh_token};
          if (tokens.subdomain) form.subdomain = tokens.subdomain;
          return form;
          """)
  private static native JSObject refreshForm(TokenResponse tokens);

  @JSBody(
      params = "tokens",
      script =
          """
          var form = {token: tokens.refresh_token || tokens.access_token};
          if (tokens.subdomain) form.subdomain = tokens.subdomain;
          return form;
          """)
  private static native JSObject revokeForm(TokenResponse tokens);

  @JSBody(
      params = "base",
      script =
          """
          return "The relay at " + new URL(base).origin + " cannot be reached: it is not running, "
              + "its certificate is not trusted, or this page may not access local apps.";
          """)
  private static native String unreachable(JSString base);

  @JSBody(
      params = "base",
      script =
          """
          return "The relay at " + new URL(base).origin + " does not serve pages of "
              + (globalThis.origin || "this origin") + ": its PLUGIN_URI or PLUGIN_ID must name it.";
          """)
  private static native String refused(JSString base);
}
