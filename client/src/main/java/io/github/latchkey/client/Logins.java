package io.github.latchkey.client;

import io.github.latchkey.client.js.AbortSignal;
import io.github.latchkey.client.js.Async;
import io.github.latchkey.client.js.Browser;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/** At most one attempt to log in at a time: who starts it, joins it, replaces it. */
final class Logins {
  private final RelayEndpoint relay;
  private final Session session;
  private final SnapshotStore snapshots;
  private final Settings settings;
  private final LoginMemory memory;
  private final PreparedLogin prepared;

  private Login current;
  private boolean isWatched;
  private Async.Action endReturn;

  Logins(RelayEndpoint relay, Session session, SnapshotStore snapshots, Settings settings) {
    this.relay = relay;
    this.session = session;
    this.snapshots = snapshots;
    this.settings = settings;
    memory = new LoginMemory(settings);
    prepared = new PreparedLogin(relay, session);
    Authorization interrupted = memory.recall(relay.isLocal());
    if (interrupted != null) {
      start().resume(interrupted);
    }
  }

  /** Starts an attempt, or joins the one that waits and opens its page again. */
  JSPromise<TokenResponse> login(JSObject options) {
    AbortSignal signal = LoginOptions.signalOf(options);
    if (signal != null && signal.isAborted()) {
      return Async.handled(Async.rejected(OAuthException.cancelled()));
    }
    JSObject form = LoginOptions.formOf(options);
    Login login = current;
    if (login != null && login.isJoinedBy(form)) {
      login.open();
      return login.join(signal);
    }
    login = start();
    JSPromise<TokenResponse> tokens = login.join(signal);
    prepared.hand(form, login);
    return tokens;
  }

  void prepare(JSObject options) {
    prepared.want(LoginOptions.formOf(options));
    if (!isWatched) {
      isWatched = true;
      endReturn =
          Browser.onReturn("focus,visibilitychange,pointermove,pointerdown,keydown", this::renew);
    }
    renew();
  }

  /** Waits for a login whose page other code has opened, in place of any other login. */
  JSPromise<TokenResponse> poll(JSString readKey, AbortSignal signal) {
    Login login = start();
    JSPromise<TokenResponse> tokens = login.join(signal);
    login.resume(Authorization.ofKey(readKey));
    return tokens;
  }

  void cancel() {
    if (current != null) {
      current.end(OAuthException.cancelled());
    }
  }

  /** The page goes; the login itself may go on. */
  void dispose(JSObject reason) {
    if (isWatched) {
      endReturn.run();
    }
    giveWay(reason);
  }

  private void failed() {
    current = null;
    renew();
  }

  private void signedIn() {
    current = null;
    prepared.want(null);
  }

  /** Prepares the page of the next attempt if one was asked for and no attempt is in progress. */
  private void renew() {
    if (current == null) {
      prepared.renew();
    }
  }

  private Login start() {
    giveWay(OAuthException.jsError(OAuthException.REPLACED, "A newer login replaced this one."));
    current = new Login(this::failed, this::signedIn, relay, session, snapshots, settings, memory);
    return current;
  }

  private void giveWay(JSObject reason) {
    if (current != null) {
      current.giveWay(reason);
      current = null;
    }
  }
}
