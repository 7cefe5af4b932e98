package io.github.latchkey.client;

import io.github.latchkey.client.js.JsOAuthError;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSExceptions;
import org.teavm.jso.JSObject;

/**
 * Why something gave no tokens; in JavaScript the same object is an {@code OAuthError}. Its message
 * is one English sentence fit for a person, and names nothing secret.
 */
public final class OAuthException extends RuntimeException {
  /** The person, or the provider in the person's name, said no. */
  public static final String ACCESS_DENIED = "access_denied";

  /** The login was not finished in time. */
  public static final String TIMEOUT = "timeout";

  /** {@code cancelLogin}, {@code logout} or the caller's signal ended the login. */
  public static final String CANCELLED = "cancelled";

  /** A newer login took this one's place. */
  public static final String REPLACED = "replaced";

  /** The relay gives no answer. */
  public static final String RELAY_UNREACHABLE = "relay_unreachable";

  /** The relay is up and does not serve pages of this origin. */
  public static final String ORIGIN_NOT_ALLOWED = "origin_not_allowed";

  /** The provider, or the relay, refuses for a reason of its own. */
  public static final String SERVER_ERROR = "server_error";

  /** The provider, or the relay, fails for now. */
  public static final String TEMPORARILY_UNAVAILABLE = "temporarily_unavailable";

  /** An answer that is not understood. */
  public static final String INVALID_RESPONSE = "invalid_response";

  /** Nobody is signed in, or there is nothing to refresh with. */
  public static final String LOGIN_REQUIRED = "login_required";

  /** The provider has taken the access away: log in again. */
  public static final String INVALID_GRANT = "invalid_grant";

  /** A call to an origin that {@code apiOrigins} does not list; nothing was sent. */
  public static final String ORIGIN_NOT_LISTED = "origin_not_listed";

  /** The client was disposed. */
  public static final String DISPOSED = "disposed";

  private static final long serialVersionUID = 1;

  private final transient JsOAuthError jsError;

  private OAuthException(String code, String message, int status, double retryAfterSeconds) {
    jsError = (JsOAuthError) JSExceptions.getJSException(this);
    jsError.describe(code, message, status, retryAfterSeconds);
  }

  /** No user is signed in, or there is no refresh token. */
  static JSObject loginRequired() {
    return jsError(LOGIN_REQUIRED, "Please log in.");
  }

  /** The provider, or an API on its behalf, rejects the tokens. */
  static JSObject takenAway() {
    return jsError(INVALID_GRANT, "The access was taken away; please log in again.");
  }

  /** The user, or the caller's signal, cancelled the login. */
  static JSObject cancelled() {
    return jsError(CANCELLED, "The login was cancelled.");
  }

  /** The error as JavaScript sees it. */
  static JSObject jsError(String code, String message) {
    return jsError(code, message, 0, 0);
  }

  /**
   * The error as JavaScript sees it; 0 stands for no status and for no word on when to try again.
   */
  static JSObject jsError(String code, String message, int status, double retryAfterSeconds) {
    return new OAuthException(code, message, status, retryAfterSeconds).jsError;
  }

  /**
   * The exception in what a promise was rejected with: TeaVM's {@code catchError} hands over the
   * JavaScript error.
   *
   * @param reason anything
   * @return null where it is no error of this client, such as what a caller's own function threw
   */
  public static OAuthException of(Object reason) {
    if (reason instanceof OAuthException exception) {
      return exception;
    }
    return reason instanceof JSObject object
            && JsOAuthError.isOne(object)
            && JSExceptions.getJavaException(object) instanceof OAuthException exception
        ? exception
        : null;
  }

  /**
   * Whether a relay may be restarting: it gives no answer, or a proxy does in its place, which a
   * page may not read more often than not and so looks like a relay that refuses the page.
   */
  @JSBody(
      params = "error",
      script =
          """
          return /^(relay|origin)_/.test(error.code) || /^50[234]$/.test(error.status);
          """)
  static native boolean isPassing(JSObject error);

  /** Whether a reason, which may be anything, is an error of this client with a code. */
  @JSBody(
      params = {"reason", "code"},
      script = "return !!reason && reason.code === code;")
  static native boolean hasCode(JSObject reason, String code);

  /** One of the constants of this class. */
  public String code() {
    return jsError.getCode();
  }

  /** The HTTP status that the relay answered; 0 where there was none. */
  public int status() {
    return jsError.status();
  }

  /** When it makes sense to try again; 0 where nobody said. */
  public double retryAfterSeconds() {
    return jsError.retryAfterSeconds();
  }

  @Override
  public String getMessage() {
    return jsError.getMessage();
  }
}
