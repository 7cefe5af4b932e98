package io.github.latchkey.client;

import io.github.latchkey.client.js.Async;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/** The relay's answer to {@code /authorize}: the page to open and the key to poll with. */
abstract class Authorization implements JSObject {
  /**
   * Asks for it.
   *
   * @param form prompt and subdomain, where they were given
   * @return rejected with an error where there is no page to open
   */
  static JSPromise<Authorization> request(RelayEndpoint relay, JSObject form) {
    return Async.then(
        relay.authorize(form),
        answer -> {
          Authorization login =
              answer.getStatus() == 200 ? accept(answer.getJson(), relay.isLocal(), form) : null;
          if (login != null) {
            return login;
          }
          return RelayEndpoint.isTemporary(answer)
              ? Async.then(relay.failure(answer), Async::rejected)
              : Async.rejected(
                  OAuthException.jsError(
                      OAuthException.INVALID_RESPONSE,
                      "The relay's answer is not understood.",
                      answer.getStatus(),
                      0));
        });
  }

  /**
   * The door for that answer, and for what was kept of it over a reload.
   *
   * @param json what was received, or read from the session's storage
   * @param isRelayLocal whether the relay is on this machine
   * @param form what was asked for: prompt, subdomain; null where it was kept with the rest
   * @return null where it is not understood, or would open anything but a web page
   */
  static Authorization accept(JSObject json, boolean isRelayLocal, JSObject form) {
    Authorization read = read(json, form);
    return read == null || read.getUrl() == null || Loopback.mayOpen(read.getUrl(), isRelayLocal)
        ? read
        : null;
  }

  @JSBody(
      params = {"json", "form"},
      script =
          """
          try {
            var url = form || json.url !== null ? new URL(json.url).href : null;
            return typeof json.readKey !== "string" ? null : {
              url: url,
              readKey: json.readKey,
              expires_in: json.expires_in,
              interval: json.interval,
              scope: json.scope,
              form: form || json.form || {}
            };
          } catch (notUnderstood) {
            return null;
          }
          """)
  private static native Authorization read(JSObject json, JSObject form);

  /** A login that other code has started: a read key and nothing more. */
  @JSBody(
      params = "readKey",
      script = "return {url: null, readKey: readKey, expires_in: null, form: {}};")
  static native Authorization ofKey(JSString readKey);

  /** Null where the page is not known, because other code opened it. */
  @JSProperty
  abstract JSString getUrl();

  @JSProperty
  abstract JSString getReadKey();

  @JSProperty
  abstract JSObject getForm();

  /** The published relay says nothing of when a login ends. */
  @JSBody(script = "return this.expires_in === undefined;")
  native boolean isCompatible();

  /** Where a read key is all there is, the first poll finds out. */
  @JSBody(script = "return this.expires_in === null;")
  native boolean isDialectUnknown();

  /** The relay's {@code interval} (RFC 8628 3.2) in milliseconds; 0 where it names none. */
  @JSBody(script = "return this.interval * 1000 || 0;")
  native double intervalMillis();

  /** How long the page may be kept before it is opened: half its life, so that half is left. */
  @JSBody(script = "return this.expires_in / 2 || 300;")
  native double keepsSeconds();

  /** What is stored with the tokens of this login, to be known at a refresh. */
  @JSBody(
      params = "isCompatible",
      script =
          """
          return {
            requested_scope: this.scope,
            subdomain: this.form.subdomain,
            relay_dialect: isCompatible ? "compatible" : undefined
          };
          """)
  native JSObject members(boolean isCompatible);

  @JSBody(script = "return JSON.stringify(this);")
  native JSString text();
}
