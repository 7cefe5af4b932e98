package io.github.latchkey.client;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSExceptions;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSString;

/**
 * What a screen shows of the client: immutable, without any token, and the same object until
 * something in it changes. A refresh changes nothing.
 */
public abstract class Snapshot implements JSObject {
  /** Whether there are tokens; whether the provider still takes them, the next call finds out. */
  @JSProperty("isSignedIn")
  public abstract boolean isSignedIn();

  /** Whether a login is being opened or waited for. */
  @JSBody(script = "return this.login !== null;")
  public native boolean isLoginUnderWay();

  /**
   * {@code opening} until the relay has named the page, {@code waiting} until the person is done
   * there; null where no login is under way.
   */
  @JSBody(script = "return this.login && this.login.phase;")
  public native String loginPhase();

  /** The page to log in at, to be offered where no window opened; null until it is known. */
  @JSBody(script = "return this.login && this.login.url;")
  public native String loginUrl();

  /**
   * Why the last login gave no tokens, or why the session ended; null where neither is so. A login
   * that was cancelled or replaced is not an error. While a login is opening, it says why the relay
   * has named no page yet; it is asked again.
   */
  public final OAuthException error() {
    JSObject error = getError();
    return error == null ? null : (OAuthException) JSExceptions.getJavaException(error);
  }

  @JSProperty
  abstract JSObject getError();

  /** What was granted, as far as it is known. */
  @JSProperty("grantedScopes")
  public abstract String[] grantedScopes();

  /** What was asked for and not granted, as far as it is known. */
  @JSProperty("missingScopes")
  public abstract String[] missingScopes();

  /** False where storage refused: then one is signed in for this visit alone. */
  @JSProperty("isPersisted")
  public abstract boolean isPersisted();

  @JSBody(
      params = {"tokens", "phase", "url", "error", "isPersisted"},
      script =
          """
          var words = function(scope) {
            return Object.freeze(typeof scope === "string" ? scope.match(/[^\\s,]+/g) || [] : []);
          };
          var asked = words(tokens && tokens.requested_scope);
          var granted = tokens && tokens.scope !== undefined ? words(tokens.scope) : asked;
          return Object.freeze({
            isSignedIn: !!tokens,
            login: phase && Object.freeze({phase: phase, url: url}),
            error: error,
            grantedScopes: granted,
            missingScopes: Object.freeze(asked.filter(function(scope) {
              return granted.indexOf(scope) < 0;
            })),
            isPersisted: isPersisted
          });
          """)
  static native Snapshot of(
      TokenResponse tokens, JSString phase, JSString url, JSObject error, boolean isPersisted);

  @JSBody(
      params = "other",
      script =
          """
          return this.error === other.error && JSON.stringify(this) === JSON.stringify(other);
          """)
  native boolean isSame(Snapshot other);
}
