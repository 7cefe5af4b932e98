package io.github.latchkey.client.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** An OAuthError: a real subclass of JavaScript's Error, which TeaVM's exceptions are not. */
public abstract class JsOAuthError implements JSObject {
  private static final JSObject TYPE = makeType();

  /** The class that JavaScript tests with {@code instanceof}. */
  public static JSObject type() {
    return TYPE;
  }

  // "this" keeps the minifier from making an arrow function of it, which could not be constructed.
  @JSBody(
      script =
          """
          var OAuthError = function(code, message) {
            var error = Reflect.construct(Error, [message], this.constructor);
            error.code = code;
            return error;
          };
          OAuthError.prototype = Object.create(Error.prototype, {
            constructor: {value: OAuthError},
            name: {value: "OAuthError"}
          });
          return OAuthError;
          """)
  private static native JSObject makeType();

  // A foreign value may refuse even to be looked at: a proxy whose traps throw.
  @JSBody(
      params = {"type", "value"},
      script = "try { return value instanceof type; } catch (hostile) { return false; }")
  private static native boolean isOf(JSObject type, JSObject value);

  public static boolean isOne(JSObject value) {
    return isOf(TYPE, value);
  }

  /** Makes a Java exception's face an OAuthError, and fills it; 0 leaves a number out. */
  public final void describe(String code, String message, int status, double retryAfterSeconds) {
    describe(TYPE, code, message, status, retryAfterSeconds);
  }

  @JSBody(
      params = {"type", "code", "message", "status", "wait"},
      script =
          """
          Object.setPrototypeOf(this, type.prototype);
          Object.defineProperty(this, "message", {value: message, configurable: true});
          this.code = code;
          if (status) this.status = status;
          if (wait > 0) this.retryAfterSeconds = Math.ceil(wait);
          var frames = this.stack ? this.stack.indexOf("\\n    at ") : -1;
          if (frames >= 0) this.stack = this + this.stack.slice(frames);
          """)
  private native void describe(JSObject type, String code, String message, int status, double wait);

  @JSProperty
  public abstract String getCode();

  @JSProperty
  public abstract String getMessage();

  @JSBody(script = "return this.status || 0;")
  public native int status();

  @JSBody(script = "return this.retryAfterSeconds || 0;")
  public native double retryAfterSeconds();
}
