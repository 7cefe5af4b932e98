package io.github.latchkey.client;

import io.github.latchkey.client.js.Async;
import io.github.latchkey.client.js.Browser;
import io.github.latchkey.client.js.Deferred;
import io.github.latchkey.client.js.RelayResponse;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/**
 * Gets a new access token (RFC 6749 6), one refresh at a time. Storage is read before, because
 * another tab may have a newer token, and after, because a logout or a newer login in the meantime
 * wins. A lost answer is asked for again: the relay repeats it. Only {@code invalid_grant} signs
 * out.
 */
final class Refresh {
  private static final int MOST_TRIES = 4;
  private static final double FIRST_WAIT_MILLIS = 500;

  // A call waits this long at most, between all its tries, for a relay that asks to be left alone.
  private static final double LONGEST_WAIT_MILLIS = 5000;

  private final RelayEndpoint relay;
  private final Session session;
  private final SnapshotStore snapshots;

  private Deferred<TokenResponse> underWay;
  private TokenResponse sent;
  private boolean isCompatible;
  private int tries;
  private double waitedMillis;
  private int refusals;
  private JSObject lastFailure;

  // The refresh token that the relay asked to wait with: a login as another user does not have to
  // wait.
  private JSString delayed;
  private double notBeforeMillis;

  Refresh(RelayEndpoint relay, Session session, SnapshotStore snapshots) {
    this.relay = relay;
    this.session = session;
    this.snapshots = snapshots;
  }

  /**
   * @param spent the access token that is no good any more: where there is another by now, that one
   *     is the answer
   */
  JSPromise<TokenResponse> run(JSString spent) {
    if (underWay != null) {
      return underWay.getPromise();
    }
    session.reread();
    snapshots.update();
    sent = session.tokens();
    if (sent == null) {
      return Async.rejected(OAuthException.loginRequired());
    }
    if (sent.access() != spent && !session.isDue()) {
      return Async.resolved(sent);
    }
    if (sent.refresh() == null) {
      return Async.rejected(OAuthException.loginRequired());
    }
    if (Browser.now() < notBeforeMillis && sent.refresh() == delayed) {
      return Async.rejected(lastFailure);
    }
    underWay = Deferred.create();
    isCompatible = sent.isCompatible();
    tries = 0;
    waitedMillis = 0;
    refusals = 0;
    ask();
    return Async.handled(underWay.getPromise());
  }

  private void ask() {
    tries++;
    Async.then(
        relay.refresh(sent, isCompatible),
        answer -> {
          judge(answer);
          return null;
        });
  }

  private void judge(RelayResponse answer) {
    int status = answer.getStatus();
    if (isOvertaken()) {
      settle(session.tokens(), OAuthException.loginRequired());
    } else if (status == 200 && TokenResponse.accept(answer.getJson()) != null) {
      session.keep(TokenResponse.received(answer.getJson(), sent, dialect(isCompatible)));
      settle(session.tokens(), null);
    } else if (answer.says("invalid_grant")) {
      session.clear();
      end();
    } else if (status == 400 && !answer.isNativeError()) {
      refuseWithoutReason(answer);
    } else if (RelayEndpoint.isTemporary(answer)) {
      again(answer);
    } else if (status == 200) {
      settle(
          null,
          OAuthException.jsError(
              OAuthException.INVALID_RESPONSE,
              "The login service's answer is not understood.",
              status,
              0));
    } else {
      settle(
          null,
          OAuthException.jsError(
              OAuthException.SERVER_ERROR,
              "The login service refuses to renew the access.",
              status,
              0));
    }
  }

  /**
   * The published relay's word for everything. The first time it may only mean that it does not
   * speak natively; then once more it may be a mishap.
   */
  private void refuseWithoutReason(RelayResponse answer) {
    if (!isCompatible) {
      isCompatible = true;
      ask();
    } else if (++refusals < 2) {
      again(answer);
    } else {
      // It may have been a mishap all the same: what is stored is tried at the next load.
      session.forget();
      end();
    }
  }

  private void end() {
    JSObject error = OAuthException.takenAway();
    snapshots.showError(error);
    settle(null, error);
  }

  private void again(RelayResponse answer) {
    double waitSeconds = answer.getRetryAfterSeconds();
    double waitMillis = Backoff.waitMillis(tries, FIRST_WAIT_MILLIS, Browser.random(), waitSeconds);
    if (tries < MOST_TRIES && waitedMillis + waitMillis <= LONGEST_WAIT_MILLIS) {
      waitedMillis += waitMillis;
      Browser.after(waitMillis, this::ask);
      return;
    }
    Async.then(
        relay.failure(answer),
        error -> {
          lastFailure = error;
          delayed = sent.refresh();
          notBeforeMillis = waitSeconds > 0 ? Browser.now() + waitSeconds * 1000 : 0;
          settle(null, error);
          return null;
        });
  }

  /** Whether the user logged out or in while the answer was on its way. */
  private boolean isOvertaken() {
    session.reread();
    return session.tokens() == null || session.tokens().refresh() != sent.refresh();
  }

  private void settle(TokenResponse tokens, JSObject error) {
    Deferred<TokenResponse> settled = underWay;
    underWay = null;
    snapshots.update();
    if (tokens != null) {
      settled.resolve(tokens);
    } else {
      settled.reject(error);
    }
  }

  @JSBody(
      params = "isCompatible",
      script = "return {relay_dialect: isCompatible ? \"compatible\" : undefined};")
  private static native JSObject dialect(boolean isCompatible);
}
