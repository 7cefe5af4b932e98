package io.github.latchkey.client;

import io.github.latchkey.client.js.AbortSignal;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** How one login differs from the usual one. */
public abstract class LoginOptions implements JSObject {
  @JSBody(script = "return {};")
  public static native LoginOptions create();

  /** Ends this caller's wait; the attempt itself ends with its last caller. */
  @JSBody(params = "signal", script = "this.signal = signal; return this;")
  public native LoginOptions signal(AbortSignal signal);

  /**
   * OpenID Connect's {@code prompt}: {@code login}, {@code consent} or {@code select_account}, for
   * people who switch accounts. A login that waits with another one is replaced.
   */
  @JSBody(params = "prompt", script = "this.prompt = prompt; return this;")
  public native LoginOptions prompt(String prompt);

  /** The part of the provider's address that differs from person to person, such as a shop. */
  @JSBody(params = "subdomain", script = "this.subdomain = subdomain; return this;")
  public native LoginOptions subdomain(String subdomain);

  /** The signal in options that may be missing; null where there is none. */
  @JSBody(params = "options", script = "return options && options.signal || null;")
  static native AbortSignal signalOf(JSObject options);

  /** What these options say to the relay: an object that may be empty. */
  @JSBody(
      params = "options",
      script =
          """
          var form = {};
          if (options && options.prompt) form.prompt = options.prompt;
          if (options && options.subdomain) form.subdomain = options.subdomain;
          return form;
          """)
  static native JSObject formOf(JSObject options);

  /** Whether a login asked for by one form may be joined by a caller with another. */
  @JSBody(
      params = {"waiting", "asked"},
      script =
          """
          return Object.keys(asked).every(function(name) { return asked[name] === waiting[name]; });
          """)
  static native boolean joins(JSObject waiting, JSObject asked);

  /** Whether two logins ask for the same. */
  @JSBody(
      params = {"one", "other"},
      script = "return JSON.stringify(one) === JSON.stringify(other);")
  static native boolean isSame(JSObject one, JSObject other);
}
