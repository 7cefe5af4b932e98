package io.github.latchkey.client;

import io.github.latchkey.client.js.Async;
import io.github.latchkey.client.js.Browser;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * The answer of {@code /authorize}, asked for ahead, so that a click can open the page at once. It
 * is asked for again when an attempt gave no tokens, and, where it has aged, at a sign that the
 * user is there: no timer requests a page that nobody looks at.
 */
final class PreparedLogin {
  private static final double FAILURE_SECONDS = 10;

  private final RelayEndpoint relay;
  private final Session session;

  private JSObject form;
  private boolean isForSignedIn;
  private JSPromise<Authorization> asked;
  private Authorization answer;
  private Expiry due;

  PreparedLogin(RelayEndpoint relay, Session session) {
    this.relay = relay;
    this.session = session;
  }

  /**
   * From now on the page of such a login is the one to have ready, until the user signs in or out.
   *
   * @param wanted null for none
   */
  void want(JSObject wanted) {
    if (asked == null || !LoginOptions.isSame(form, wanted)) {
      clear();
    }
    form = wanted;
    isForSignedIn = session.tokens() != null;
  }

  /** Begins a login: at once, where its page is ready. */
  void hand(JSObject wanted, Login login) {
    JSPromise<Authorization> ahead = asked;
    Authorization ready = answer;
    if (ahead == null || !LoginOptions.isSame(form, wanted) || (ready != null && isDue())) {
      login.begin(wanted, Authorization.request(relay, wanted), null);
      return;
    }
    clear();
    if (ready == null) {
      login.begin(wanted, ahead, null);
    } else {
      login.begin(ready);
    }
  }

  /** Requests the page, unless a fresh one is there or was just requested. */
  void renew() {
    if (form == null
        || isForSignedIn != (session.tokens() != null)
        || (due == null ? asked != null : !isDue())) {
      return;
    }
    clear();
    JSPromise<Authorization> asking = Authorization.request(relay, form);
    asked = asking;
    Async.then(
        asking,
        authorization -> {
          if (asked == asking) {
            answer = authorization;
            keep(authorization.keepsSeconds());
          }
          return null;
        },
        reason -> {
          if (asked == asking) {
            asked = null;
            keep(FAILURE_SECONDS);
          }
          return null;
        });
  }

  private void clear() {
    asked = null;
    answer = null;
    due = null;
  }

  private void keep(double seconds) {
    due = new Expiry(seconds, Browser.wallNow(), Browser.now(), Browser.wallNow());
  }

  private boolean isDue() {
    return due.hasEnded(Browser.now(), Browser.wallNow());
  }
}
