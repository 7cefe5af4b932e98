package io.github.latchkey.client;

import io.github.latchkey.client.js.AbortController;
import io.github.latchkey.client.js.Async;
import io.github.latchkey.client.js.Browser;
import io.github.latchkey.client.js.Deferred;
import io.github.latchkey.client.js.RelayResponse;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/**
 * Asks the relay for one login's tokens until there is a verdict, as RFC 8628 3.4 does for devices.
 * A native relay holds each question until the tokens have come; from the published one they are
 * asked for at intervals. There is never a second question while one is open.
 */
final class Poll {
  // With Backoff's waits this is about half a minute without an answer.
  private static final int MOST_FAILURES = 6;

  private static final double FIRST_WAIT_MILLIS = 1000;

  // An answer is at most 25 s away; later than that, the machine slept and the connection is dead.
  private static final double STALE_MILLIS = 30_000;

  private final RelayEndpoint relay;
  private final JSString readKey;
  private final double intervalMillis;
  private final Deferred<RelayResponse> verdict = Deferred.create();
  private final Async.Action endWaking =
      Browser.onReturn("focus,online,visibilitychange", this::wake);

  private boolean isCompatible;
  private boolean isDialectKnown;
  private boolean hasEnded;
  private int failures;
  private int timer;
  private double askedAtMillis;
  private double askedAtWallMillis;
  private AbortController asking;

  Poll(RelayEndpoint relay, Authorization login, double intervalMillis) {
    this.relay = relay;
    readKey = login.getReadKey();
    this.intervalMillis = Math.max(intervalMillis, login.intervalMillis());
    isCompatible = login.isCompatible();
    isDialectKnown = !login.isDialectUnknown();
    ask();
  }

  /** The answer that ends the login, or an error; not settled once the poll was ended. */
  JSPromise<RelayResponse> verdict() {
    return verdict.getPromise();
  }

  /** Which dialect the relay turned out to speak. */
  boolean isCompatible() {
    return isCompatible;
  }

  void end() {
    hasEnded = true;
    Browser.cancel(timer);
    endWaking.run();
    if (asking != null) {
      asking.abort();
    }
  }

  private void wake() {
    if (asking == null) {
      ask();
    } else if (Browser.wallNow() - askedAtWallMillis > STALE_MILLIS) {
      asking.abort();
    }
  }

  private void ask() {
    // Two reasons to ask may fall together: a timer, and a user who returns to the page.
    if (asking != null || hasEnded) {
      return;
    }
    Browser.cancel(timer);
    askedAtMillis = Browser.now();
    askedAtWallMillis = Browser.wallNow();
    asking = AbortController.create();
    Async.then(
        relay.poll(readKey, isCompatible, asking.getSignal()),
        answer -> {
          asking = null;
          if (!hasEnded) {
            judge(answer);
          }
          return null;
        });
  }

  private void judge(RelayResponse answer) {
    int status = answer.getStatus();
    if (status == 400 && !isDialectKnown && !answer.isNativeError()) {
      isDialectKnown = true;
      isCompatible = true;
      ask();
    } else if (status == 404 && (isCompatible || answer.says("authorization_pending"))) {
      failures = 0;
      askAfter(askedAtMillis + intervalMillis - Browser.now());
    } else if (RelayEndpoint.isTemporary(answer)) {
      failures++;
      retry(answer);
    } else {
      verdict.resolve(answer);
    }
  }

  private void retry(RelayResponse answer) {
    double waitMillis =
        Backoff.waitMillis(
            failures, FIRST_WAIT_MILLIS, Browser.random(), answer.getRetryAfterSeconds());
    if (failures < MOST_FAILURES) {
      // Whatever the reason: a restarting relay, or the proxy in front of it, looks like others.
      askAfter(waitMillis);
    } else {
      Async.then(
          relay.failure(answer),
          error -> {
            verdict.reject(error);
            return null;
          });
    }
  }

  private void askAfter(double millis) {
    timer = Browser.after(millis, this::ask);
  }
}
