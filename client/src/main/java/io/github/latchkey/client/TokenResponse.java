package io.github.latchkey.client;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSString;

/**
 * The provider's token answer (RFC 6749 5.1) with its own names and values, as it is stored, plus
 * {@code obtained_at}. Frozen: a refresh gives a new one.
 */
public abstract class TokenResponse implements JSObject {
  /**
   * Tokens that come from elsewhere, for {@link OAuthClient#setTokens}.
   *
   * @param accessToken never empty
   * @param refreshToken null where there is none
   * @param expiresInSeconds how long the access token still lives; 0 where that is not known
   */
  @JSBody(
      params = {"accessToken", "refreshToken", "expiresInSeconds"},
      script =
          """
          var tokens = {access_token: accessToken, obtained_at: Date.now()};
          if (refreshToken !== null) tokens.refresh_token = refreshToken;
          if (expiresInSeconds) tokens.expires_in = expiresInSeconds;
          return tokens;
          """)
  public static native TokenResponse of(
      String accessToken, String refreshToken, double expiresInSeconds);

  /** What an API takes (RFC 6749 1.4), never empty; it may have ended. */
  @JSBody(script = "return this.access_token;")
  public native String getAccessToken();

  /** Null where the provider gave none. */
  @JSBody(script = "return this.refresh_token === undefined ? null : this.refresh_token;")
  public native String getRefreshToken();

  /** The access token's life in seconds, from {@code obtained_at}; NaN where it is not said. */
  @JSBody(script = "var seconds = Number(this.expires_in); return seconds > 0 ? seconds : NaN;")
  public native double getExpiresInSeconds();

  /** What was granted, separated by blanks; null where the provider does not say. */
  @JSBody(script = "return this.scope === undefined ? null : this.scope;")
  public native String getScope();

  /** When the answer came, in milliseconds since 1970; NaN where other code stored it. */
  @JSBody(script = "return this.obtained_at > 0 ? +this.obtained_at : NaN;")
  public native double getObtainedAtMillis();

  /** Any other member as text; null where it is missing. */
  @JSBody(
      params = "name",
      script =
          """
          return Object.prototype.hasOwnProperty.call(this, name) ? String(this[name]) : null;
          """)
  public native String get(String name);

  // Inside, texts stay JavaScript's: converting them costs size and gains nothing.

  @JSBody(script = "return this.access_token;")
  native JSString access();

  @JSBody(script = "return this.refresh_token || null;")
  native JSString refresh();

  @JSBody(script = "return this.relay_dialect === \"compatible\";")
  native boolean isCompatible();

  @JSBody(script = "return JSON.stringify(this);")
  native JSString text();

  /**
   * The only door by which tokens come in: an object with an access token, else null.
   *
   * @param json what was received or stored, parsed
   */
  @JSBody(
      params = "json",
      script =
          """
          return json && typeof json === "object" && typeof json.access_token === "string"
              && json.access_token ? json : null;
          """)
  static native TokenResponse accept(JSObject json);

  /** What a text says, where it says it in our form; else null. */
  @JSBody(
      params = "text",
      script =
          """
          try {
            return JSON.parse(text, function(name, value) {
              return name === "__proto__" ? undefined : value;
            });
          } catch (notJson) {
            return null;
          }
          """)
  static native JSObject parse(JSString text);

  /** A frozen copy of tokens that a caller hands over; throws a TypeError where they are none. */
  @JSBody(
      params = "tokens",
      script =
          """
          if (!tokens || typeof tokens.access_token !== "string" || !tokens.access_token) {
            throw new TypeError("The tokens must have an access_token.");
          }
          return Object.freeze(JSON.parse(JSON.stringify(tokens)));
          """)
  static native TokenResponse checked(JSObject tokens);

  /**
   * An answer as it is stored: what the older tokens had and a refresh does not repeat is kept (RFC
   * 6749 6), but never its {@code expires_in}, which was the older token's.
   *
   * @param older null at a login
   * @param ours members of our own; undefined removes one
   */
  @JSBody(
      params = {"answer", "older", "ours"},
      script =
          """
          var now = {obtained_at: Date.now()};
          var tokens = Object.assign({}, older, {expires_in: undefined}, answer, ours, now);
          if (older && !answer.refresh_token) tokens.refresh_token = older.refresh_token;
          return Object.freeze(JSON.parse(JSON.stringify(tokens)));
          """)
  static native TokenResponse received(JSObject answer, TokenResponse older, JSObject ours);
}
