package io.github.latchkey.client;

import io.github.latchkey.client.js.Async;
import io.github.latchkey.client.js.Request;
import io.github.latchkey.client.js.Response;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/**
 * Calls an API with the access token (RFC 6750 2.1): only at the listed origins, refreshed ahead of
 * its end, and once more where the API answers 401; by the relay where an API refuses browsers.
 */
final class AuthorizedFetch {
  private final Settings settings;
  private final Session session;
  private final Refresh refresh;
  private final SnapshotStore snapshots;

  AuthorizedFetch(Settings settings, Session session, Refresh refresh, SnapshotStore snapshots) {
    this.settings = settings;
    this.session = session;
    this.refresh = refresh;
    this.snapshots = snapshots;
  }

  /** The browser's {@code fetch}, with the token. */
  JSPromise<Response> fetch(JSObject input, JSObject init) {
    return Async.attempt(
        nothing -> {
          Request request = Request.of(input, init);
          return Async.until(
              send(request, request.again(init)), request.getSignal(), s -> s.getReason());
        });
  }

  /** Tokens that are good to use now. */
  JSPromise<TokenResponse> tokens() {
    TokenResponse tokens = session.tokens();
    if (tokens == null) {
      return Async.rejected(OAuthException.loginRequired());
    }
    if (!session.isDue()) {
      return Async.resolved(tokens);
    }
    return Async.then(
        refresh.run(tokens.access()),
        fresh -> fresh,
        // A token that was only about to end is still good while the relay is not.
        reason ->
            session.tokens() == tokens && !session.hasEnded() ? tokens : Async.rejected(reason));
  }

  private JSPromise<Response> send(Request request, Request again) {
    if (session.tokens() == null) {
      return Async.rejected(OAuthException.loginRequired());
    }
    if (!isListed(settings.getApiOrigins(), session.tokens(), request.getUrl())) {
      return Async.rejected(
          OAuthException.jsError(OAuthException.ORIGIN_NOT_LISTED, notListed(request.getUrl())));
    }
    if (settings.getAuthorizeRequest() == null && request.isAuthorized()) {
      return call(request, null, null);
    }
    return Async.then(
        tokens(),
        tokens ->
            Async.then(
                call(request, tokens, settings.getAuthorizeRequest()),
                response -> retry(response, request, again, tokens)));
  }

  private JSObject retry(Response response, Request sent, Request again, TokenResponse used) {
    if (!isRefused(response, sent.getUrl()) || used.refresh() == null) {
      return judged(response, sent, used);
    }
    if (again == null) {
      session.distrust(used);
      return response;
    }
    return Async.then(
        refresh.run(used.access()),
        fresh ->
            Async.then(
                call(again, fresh, settings.getAuthorizeRequest()),
                last -> judged(last, sent, fresh)));
  }

  /**
   * A 401 that no refresh can help: the snapshot says that access was taken away. The tokens stay,
   * because only the provider ends a session, and an API may refuse one call for reasons of its
   * own.
   */
  private JSObject judged(Response response, Request sent, TokenResponse used) {
    if (isRefused(response, sent.getUrl())) {
      // Of newer tokens the API has said nothing, and a tab that slept has not heard of them yet.
      session.reread();
      if (session.tokens() == used) {
        snapshots.showTakenAway();
      }
    }
    return response;
  }

  private JSPromise<Response> call(Request request, TokenResponse tokens, JSObject authorize) {
    return call(
        authorized(request, tokens, authorize),
        settings.getFetch(),
        settings.getThroughRelay(),
        settings.getRelay());
  }

  @JSBody(
      params = {"origins", "tokens", "url"},
      script =
          """
          var list = typeof origins === "function" ? origins(tokens) : origins;
          return list.some(function(origin) {
            return url.indexOf(new URL(origin).origin + "/") === 0;
          });
          """)
  private static native boolean isListed(JSObject origins, TokenResponse tokens, JSString url);

  // Where a redirect left the origin, the token was not sent, and a 401 says nothing about it.
  @JSBody(
      params = {"response", "url"},
      script =
          """
          return response.status === 401
              && !(response.redirected && response.url.indexOf(new URL(url).origin + "/"));
          """)
  private static native boolean isRefused(Response response, JSString url);

  @JSBody(
      params = "url",
      script =
          """
          return "Calls to " + new URL(url).origin + " are not listed in apiOrigins; nothing was sent.";
          """)
  private static native String notListed(JSString url);

  // A browser drops Authorization where a redirect leaves the origin, and no other header: where
  // the token travels in one of those, no redirect is followed.
  @JSBody(
      params = {"request", "tokens", "authorize"},
      script =
          """
          if (authorize) {
            authorize(request.headers, tokens);
            if (request.redirect === "follow") request = new Request(request, {redirect: "error"});
          } else if (tokens) {
            request.headers.set("Authorization", "Bearer " + tokens.access_token);
          }
          return request;
          """)
  private static native Request authorized(
      Request request, TokenResponse tokens, JSObject authorize);

  // By the relay the body is read first: browsers stream none up over HTTP/1.1. Java's URIs have no
  // place for some signs that browsers leave as they are.
  @JSBody(
      params = {"request", "fetch", "through", "relay"},
      script =
          """
          var url = request.url;
          return through.some(function(origin) { return url.indexOf(origin + "/") === 0; })
              ? request.arrayBuffer().then(function(body) {
                  return fetch(new Request(
                      relay + url.replace(/^.*?:\\//, "/api").replace(/[[\\]\\\\^`{|}]/g, encodeURIComponent), {
                    method: request.method,
                    headers: request.headers,
                    body: /^(GET|HEAD)$/.test(request.method) ? null : body,
                    signal: request.signal,
                    keepalive: request.keepalive,
                    integrity: request.integrity,
                    credentials: "omit"
                  }));
                })
              : fetch(request);
          """)
  private static native JSPromise<Response> call(
      Request request, JSObject fetch, JSObject through, JSString relay);
}
