package io.github.latchkey.client;

import io.github.latchkey.client.js.AbortSignal;
import io.github.latchkey.client.js.Async;
import io.github.latchkey.client.js.Page;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/** At most one attempt to log in at a time: who starts it, joins it, replaces it. */
final class Logins {
  private final RelayEndpoint relay;
  private final Session session;
  private final Board board;
  private final Settings settings;
  private final LoginMemory memory;

  private Login current;

  // The answer of /authorize, asked for ahead, so that a click can open the page at once.
  private JSObject preparedForm;
  private JSPromise<Authorization> preparing;
  private Authorization prepared;
  private double preparedUntilMillis;

  Logins(RelayEndpoint relay, Session session, Board board, Settings settings) {
    this.relay = relay;
    this.session = session;
    this.board = board;
    this.settings = settings;
    memory = new LoginMemory(settings);
    Authorization interrupted = memory.recall(relay.isLocal());
    if (interrupted != null) {
      start().resume(interrupted);
    }
  }

  /** Starts an attempt, or joins the one that waits and opens its page again. */
  JSPromise<TokenResponse> login(JSObject options) {
    AbortSignal signal = LoginOptions.signalOf(options);
    if (signal != null && signal.isAborted()) {
      return Async.handled(Async.rejected(Login.cancelled()));
    }
    JSObject form = LoginOptions.formOf(options);
    Login login = current;
    if (login != null && login.isJoinedBy(form)) {
      login.open();
      return login.join(signal);
    }
    login = start();
    JSPromise<TokenResponse> tokens = login.join(signal);
    if (!isPrepared(form)) {
      login.begin(form, Authorization.request(relay, form), null);
    } else if (prepared == null) {
      login.begin(form, preparing, null);
    } else {
      login.begin(prepared);
    }
    preparedForm = null;
    return tokens;
  }

  void prepare(JSObject options) {
    JSObject form = LoginOptions.formOf(options);
    if (isPrepared(form)) {
      return;
    }
    preparedForm = form;
    prepared = null;
    preparing = Authorization.request(relay, form);
    Async.then(
        preparing,
        authorization -> {
          if (preparedForm == form) {
            prepared = authorization;
            preparedUntilMillis = Page.now() + authorization.keepsMillis();
          }
          return null;
        },
        reason -> {
          if (preparedForm == form) {
            preparedForm = null;
          }
          return null;
        });
  }

  /** Waits for a login that somebody else has opened, in place of any other. */
  JSPromise<TokenResponse> poll(JSString readKey, AbortSignal signal) {
    Login login = start();
    JSPromise<TokenResponse> tokens = login.join(signal);
    login.resume(Authorization.ofKey(readKey));
    return tokens;
  }

  void cancel() {
    if (current != null) {
      current.end(Login.cancelled());
    }
  }

  /** The page goes, or somebody else takes over; the login itself may go on. */
  void dispose(JSObject reason) {
    if (current != null) {
      current.giveWay(reason);
    }
  }

  private Login start() {
    dispose(OAuthException.face(OAuthException.REPLACED, "A newer login replaced this one."));
    current = new Login(relay, session, board, settings, memory, () -> current = null);
    return current;
  }

  private boolean isPrepared(JSObject form) {
    return preparedForm != null
        && LoginOptions.isSame(preparedForm, form)
        && (prepared == null || Page.now() < preparedUntilMillis);
  }
}
