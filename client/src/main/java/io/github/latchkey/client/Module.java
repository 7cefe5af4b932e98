package io.github.latchkey.client;

import io.github.latchkey.client.js.JsOAuthError;
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
  /** All members behind one function, because each function from Java costs bytes. */
  @FunctionalInterface
  @JSFunctor
  interface Members extends JSObject {
    /**
     * @param member the place of its name in the list that {@link #face} is given
     * @param first undefined where it is missing, and second as well
     */
    JSObject call(int member, JSObject first, JSObject second);
  }

  private Module() {}

  /** TeaVM wants one. */
  public static void main(String[] args) {}

  @JSExport
  public static JSObject createOAuthClient(JSObject options) {
    OAuthClient client = OAuthClient.create(as(options));
    return face(
        "login,refresh,logout,pollForTokens,fetch,getAccessToken,getSnapshot,subscribe,"
            + "setTokens,prepareLogin,cancelLogin,dispose",
        (member, first, second) -> call(client, member, first, second));
  }

  @JSExport
  public static boolean isLocal() {
    return OAuthClient.isLocal();
  }

  /** The class OAuthError, which the entry exports under its name. */
  @JSExport
  public static JSObject errorType() {
    return JsOAuthError.type();
  }

  private static JSObject call(OAuthClient client, int member, JSObject first, JSObject second) {
    switch (member) {
      case 0:
        return client.login(as(first));
      case 1:
        return client.refresh();
      case 2:
        return client.logout();
      case 3:
        return client.pollForTokens(Module.<JSString>as(first), LoginOptions.signalOf(second));
      case 4:
        return client.fetch(first, second);
      case 5:
        return client.getAccessToken();
      case 6:
        return client.getSnapshot();
      case 7:
        return client.subscribe(first);
      case 8:
        client.setTokens(as(first));
        break;
      case 9:
        client.prepareLogin(as(first));
        break;
      case 10:
        client.cancelLogin();
        break;
      case 11:
        client.dispose();
        break;
      default:
        return client.tokens();
    }
    return nothing();
  }

  @JSBody(params = "object", script = "return object;")
  private static native <A extends JSObject> A as(JSObject object);

  @JSBody(script = "return undefined;")
  private static native JSObject nothing();

  /** The getter comes after the named ones, and is not enumerable: JSON must not show tokens. */
  @JSBody(
      params = {"names", "members"},
      script =
          """
          var face = {};
          names = names.split(",");
          names.forEach(function(name, i) {
            face[name] = function(first, second) { return members(i, first, second); };
          });
          Object.defineProperty(face, "tokens", {get: function() { return members(names.length); }});
          return Object.freeze(face);
          """)
  private static native JSObject face(String names, Members members);
}
