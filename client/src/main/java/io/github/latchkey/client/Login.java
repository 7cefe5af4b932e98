package io.github.latchkey.client;

import io.github.latchkey.client.js.AbortSignal;
import io.github.latchkey.client.js.Async;
import io.github.latchkey.client.js.Browser;
import io.github.latchkey.client.js.Deferred;
import io.github.latchkey.client.js.JsOAuthError;
import io.github.latchkey.client.js.RelayResponse;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/**
 * One attempt to log in: authorize, open, poll. Several callers may wait for it, and it ends with
 * the last of them. Its read key lies in the tab's storage until it ends, so that a page that is
 * reloaded meanwhile goes on.
 */
final class Login {
  // With Backoff's waits this is a quarter of a minute at the least, in which a relay restarts.
  private static final int MOST_FAILURES = 6;

  private static final double FIRST_WAIT_MILLIS = 1000;

  // A relay that wants to be left alone for longer is not restarting.
  private static final double LONGEST_RETRY_AFTER_SECONDS = 5;

  private final Async.Action whenFailed;
  private final Async.Action whenSignedIn;
  private final RelayEndpoint relay;
  private final Session session;
  private final SnapshotStore snapshots;
  private final Settings settings;
  private final LoginMemory memory;
  private final Deferred<TokenResponse> result = Deferred.create();

  private JSObject form;
  private Authorization authorization;
  private Poll poll;
  private int callers;
  private int timer;
  private int asking;
  private int failures;
  private boolean hasEnded;

  /**
   * Creates an attempt that has not begun.
   *
   * @param whenFailed called if it ends without tokens
   * @param whenSignedIn called if it ends with tokens
   */
  Login(
      Async.Action whenFailed,
      Async.Action whenSignedIn,
      RelayEndpoint relay,
      Session session,
      SnapshotStore snapshots,
      Settings settings,
      LoginMemory memory) {
    this.whenFailed = whenFailed;
    this.whenSignedIn = whenSignedIn;
    this.relay = relay;
    this.session = session;
    this.snapshots = snapshots;
    this.settings = settings;
    this.memory = memory;
    Async.handled(result.getPromise());
    timer = Browser.after(settings.getLoginTimeoutMillis(), this::timeOut);
  }

  /**
   * Opens the page as soon as the relay has named it, and waits. A relay that may be restarting is
   * asked again for a while.
   *
   * @param error what is shown until then; null where nothing went wrong yet
   */
  void begin(JSObject form, JSPromise<Authorization> requested, JSObject error) {
    this.form = form;
    snapshots.show(JSString.valueOf("opening"), null, error);
    Async.then(
        requested,
        authorization -> {
          begin(authorization);
          return null;
        },
        reason -> {
          // Later for whatever reason, because a relay that has just come up may look like others.
          if (hasEnded
              || ++failures == MOST_FAILURES
              || (failures == 1 && !OAuthException.isPassing(reason))
              || ((JsOAuthError) reason).retryAfterSeconds() > LONGEST_RETRY_AFTER_SECONDS) {
            end(reason);
          } else {
            asking =
                Browser.after(
                    Backoff.waitMillis(
                        failures,
                        FIRST_WAIT_MILLIS,
                        Browser.random(),
                        ((JsOAuthError) reason).retryAfterSeconds()),
                    () -> begin(form, Authorization.request(relay, form), reason));
          }
          return null;
        });
  }

  /** Opens the page and waits. */
  void begin(Authorization authorization) {
    if (!hasEnded) {
      resume(authorization);
      open();
    }
  }

  /** Waits for a login whose page has been opened already. */
  void resume(Authorization authorization) {
    this.authorization = authorization;
    form = authorization.getForm();
    memory.keep(authorization);
    snapshots.show(JSString.valueOf("waiting"), authorization.getUrl(), null);
    poll = new Poll(relay, authorization, settings.getPollIntervalMillis());
    Async.then(
        poll.verdict(),
        answer -> {
          judge(answer);
          return null;
        },
        reason -> {
          end(reason);
          return null;
        });
  }

  /** Whether a caller who asks for this may share the attempt: its page can be opened again. */
  boolean isJoinedBy(JSObject asked) {
    return (authorization == null || authorization.getUrl() != null)
        && LoginOptions.joins(form, asked);
  }

  /** Opens the page, again where it was closed; not yet, where the relay has not named it. */
  void open() {
    if (authorization != null) {
      Async.then(
          Async.attempt(nothing -> call(settings.getOpen(), authorization.getUrl())),
          nothing -> null,
          reason -> {
            end(reason);
            return null;
          });
    }
  }

  /**
   * One more caller waits.
   *
   * @param signal null where the caller stays to the end
   */
  JSPromise<TokenResponse> join(AbortSignal signal) {
    callers++;
    return Async.handled(
        Async.until(
            result.getPromise(),
            signal,
            aborted -> {
              JSObject reason = OAuthException.cancelled();
              if (--callers == 0) {
                end(reason);
              }
              return reason;
            }));
  }

  /** Ends the attempt without tokens, where it has not ended. */
  void end(JSObject reason) {
    if (finish()) {
      whenFailed.run();
      memory.clear();
      snapshots.show(null, null, isQuiet(reason) ? null : reason);
      result.reject(reason);
    }
  }

  /** Ends the attempt for its callers, while another, or a later page, takes its place. */
  void giveWay(JSObject reason) {
    if (finish()) {
      result.reject(reason);
    }
  }

  private void timeOut() {
    end(OAuthException.jsError(OAuthException.TIMEOUT, "The login took too long."));
  }

  private void judge(RelayResponse answer) {
    int status = answer.getStatus();
    if (status == 200 && TokenResponse.accept(answer.getJson()) != null) {
      succeed(answer.getJson());
    } else if (status == 410) {
      timeOut();
    } else if (status == 403 && (poll.isCompatible() || answer.says("access_denied"))) {
      end(
          OAuthException.jsError(
              OAuthException.ACCESS_DENIED, "The login was refused.", status, 0));
    } else if (answer.says("server_error")) {
      end(
          OAuthException.jsError(
              OAuthException.SERVER_ERROR, "The login service refuses the login.", status, 0));
    } else {
      end(
          OAuthException.jsError(
              OAuthException.INVALID_RESPONSE,
              "The login service's answer is not understood.",
              status,
              0));
    }
  }

  private void succeed(JSObject json) {
    if (finish()) {
      whenSignedIn.run();
      session.keep(TokenResponse.received(json, null, authorization.members(poll.isCompatible())));
      memory.clear();
      snapshots.show(null, null, null);
      result.resolve(session.tokens());
    }
  }

  private boolean finish() {
    if (hasEnded) {
      return false;
    }
    hasEnded = true;
    Browser.cancel(timer);
    Browser.cancel(asking);
    if (poll != null) {
      poll.end();
    }
    return true;
  }

  /** Whether a login that ends so is no error to show: the person wanted it, or a caller erred. */
  private static boolean isQuiet(JSObject reason) {
    return !JsOAuthError.isOne(reason) || OAuthException.hasCode(reason, OAuthException.CANCELLED);
  }

  @JSBody(
      params = {"open", "url"},
      script = "open(url); return null;")
  private static native JSObject call(JSObject open, JSString url);
}
