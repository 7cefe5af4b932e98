package io.github.latchkey.client;

import io.github.latchkey.client.js.Async;
import io.github.latchkey.client.js.ErrorFace;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSString;

/**
 * The ES module's exports, and nothing else: the client with bound functions and no field to see.
 * Programs in Java do not touch it.
 */
public final class Module {
  /** A function of up to two arguments, undefined where they are missing. */
  @FunctionalInterface
  @JSFunctor
  interface Member extends JSObject {
    JSObject call(JSObject first, JSObject second);
  }

  private Module() {}

  /** TeaVM wants one. */
  public static void main(String[] args) {}

  @JSExport
  public static JSObject createOAuthClient(JSObject options) {
    OAuthClient client = OAuthClient.create(as(options));
    return face(
        (login, none) -> client.login(as(login)),
        (login, none) -> {
          client.prepareLogin(as(login));
          return null;
        },
        client::cancelLogin,
        (readKey, wait) ->
            client.pollForTokens(Module.<JSString>as(readKey), LoginOptions.signalOf(wait)),
        client::fetch,
        (none, nothing) -> client.getAccessToken(),
        (none, nothing) -> client.refresh(),
        (tokens, none) -> {
          client.setTokens(as(tokens));
          return null;
        },
        (none, nothing) -> client.logout(),
        (none, nothing) -> client.tokens(),
        (listener, none) -> client.subscribe(listener),
        (none, nothing) -> client.getSnapshot(),
        client::dispose);
  }

  @JSExport
  public static boolean isLocal() {
    return OAuthClient.isLocal();
  }

  /** The class OAuthError, which the entry exports under its name. */
  @JSExport
  public static JSObject errorType() {
    return ErrorFace.type();
  }

  @JSBody(params = "object", script = "return object;")
  private static native <A extends JSObject> A as(JSObject object);

  @JSBody(
      params = {
        "login",
        "prepareLogin",
        "cancelLogin",
        "pollForTokens",
        "fetch",
        "getAccessToken",
        "refresh",
        "setTokens",
        "logout",
        "tokens",
        "subscribe",
        "getSnapshot",
        "dispose"
      },
      script =
          """
          return Object.freeze(Object.defineProperty({
            login: login,
            prepareLogin: function(options) { prepareLogin(options); },
            cancelLogin: cancelLogin,
            pollForTokens: pollForTokens,
            fetch: fetch,
            getAccessToken: getAccessToken,
            refresh: refresh,
            setTokens: function(tokens) { setTokens(tokens); },
            logout: function() { return logout().then(function() {}); },
            subscribe: subscribe,
            getSnapshot: getSnapshot,
            dispose: dispose
          }, "tokens", {get: tokens}));
          """)
  private static native JSObject face(
      Member login,
      Member prepareLogin,
      Async.Action cancelLogin,
      Member pollForTokens,
      Member fetch,
      Member getAccessToken,
      Member refresh,
      Member setTokens,
      Member logout,
      Member tokens,
      Member subscribe,
      Member getSnapshot,
      Async.Action dispose);
}
