package io.github.latchkey.client;

import io.github.latchkey.client.js.AbortSignal;
import io.github.latchkey.client.js.Async;
import io.github.latchkey.client.js.Browser;
import io.github.latchkey.client.js.RequestInit;
import io.github.latchkey.client.js.Response;
import io.github.latchkey.client.js.SafeCall;
import java.util.function.Consumer;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/**
 * What a plugin holds: logs a person in through the relay, keeps the tokens, and calls APIs with
 * them.
 *
 * <p>Call {@link #login()} in the click handler itself, because a browser opens a window only for a
 * click. Every promise settles; TeaVM's {@code await()} may be used on it inside {@code
 * JSPromise.runAsync} and nowhere else (in a callback it fails). What a promise is rejected with is
 * read by {@link OAuthException#of}.
 */
public final class OAuthClient {
  @FunctionalInterface
  @JSFunctor
  private interface Listener extends JSObject {
    void take(Snapshot snapshot);
  }

  private final Session session;
  private final SnapshotStore snapshots;
  private final RelayEndpoint relay;
  private final Logins logins;
  private final Refresh refresh;
  private final AuthorizedFetch api;
  private final Async.Action endStored;
  private boolean isDisposed;

  private OAuthClient(Settings settings) {
    session = new Session(settings);
    snapshots = new SnapshotStore(session);
    relay = new RelayEndpoint(settings);
    refresh = new Refresh(relay, session, snapshots);
    api = new AuthorizedFetch(settings, session, refresh, snapshots);
    endStored = Browser.onStored(settings.getStorage(), settings.getStorageKey(), this::takeStored);
    logins = new Logins(relay, session, snapshots, settings);
  }

  /** Whether the page is on this machine: a plugin in development. */
  public static boolean isLocal() {
    return Loopback.isLocal(Browser.hostname());
  }

  /** Throws JavaScript's TypeError, naming the option, where one is wrong. */
  public static OAuthClient create(OAuthClientOptions options) {
    return new OAuthClient(Settings.of(options, isLocal()));
  }

  /** Opens the provider's page and waits for the tokens. */
  public JSPromise<TokenResponse> login() {
    return login(null);
  }

  /**
   * Opens the provider's page and waits for the tokens. While a login waits, its page is opened
   * again, and this caller joins it. A relay that does not answer, refuses the page, or has a proxy
   * answer in its place is asked again for a quarter of a minute, because it may be restarting; the
   * snapshot's error says so within a second.
   *
   * @return rejected with {@code access_denied}, {@code timeout}, {@code cancelled}, {@code
   *     replaced}, {@code relay_unreachable}, {@code origin_not_allowed}, {@code server_error},
   *     {@code temporarily_unavailable}, {@code invalid_response} or {@code disposed}; marked as
   *     handled, because the snapshot has the error too
   */
  public JSPromise<TokenResponse> login(LoginOptions options) {
    return Async.handled(Async.attempt(nothing -> isDisposed ? gone() : logins.login(options)));
  }

  /**
   * Asks the relay for the page ahead, so that the next {@link #login} with the same options opens
   * it within the click. A login uses it up, and it is kept for half of the life that the relay
   * gives it (5 minutes where the relay says none). From then on, until the user signs in or out,
   * it is requested again when a login ends without tokens, and, where it has aged, when the page
   * is returned to and at a movement of the pointer, a press or a key, of which one comes early
   * enough before nearly every click. Never throws, and says nothing where the relay does not
   * answer.
   *
   * @param options null for none; their signal is not used
   */
  public void prepareLogin(LoginOptions options) {
    Async.handled(
        Async.attempt(
            nothing -> {
              if (!isDisposed) {
                logins.prepare(options);
              }
              return null;
            }));
  }

  /** Ends the login under way, for all its callers: {@code cancelled}. */
  public void cancelLogin() {
    logins.cancel();
  }

  /**
   * Waits for a login that other code has opened, as the guide's function of this name does. Ends
   * one that waits: {@code replaced}.
   *
   * @param signal ends the wait; null for none
   */
  public JSPromise<TokenResponse> pollForTokens(String readKey, AbortSignal signal) {
    return pollForTokens(JSString.valueOf(readKey), signal);
  }

  JSPromise<TokenResponse> pollForTokens(JSString readKey, AbortSignal signal) {
    return Async.handled(
        Async.attempt(nothing -> isDisposed ? gone() : logins.poll(readKey, signal)));
  }

  /** Calls an API with the access token. */
  public JSPromise<Response> fetch(String url) {
    return fetch(url, null);
  }

  /**
   * Calls an API with the access token.
   *
   * @param init null for a plain GET
   * @return rejected with {@code origin_not_listed} or {@code login_required} where nothing was
   *     sent, with what {@link #refresh} is rejected with, or with what the browser's fetch is
   */
  public JSPromise<Response> fetch(String url, RequestInit init) {
    return fetch(JSString.valueOf(url), init);
  }

  JSPromise<Response> fetch(JSObject input, JSObject init) {
    return isDisposed ? gone() : api.fetch(input, init);
  }

  /** An access token that is good to use now, refreshed where it is due. */
  public JSPromise<JSString> getAccessToken() {
    return isDisposed ? gone() : Async.then(api.tokens(), TokenResponse::access);
  }

  /**
   * Gets new tokens (RFC 6749 6), or those that another tab has got in the meantime.
   *
   * @return rejected with {@code login_required}, {@code invalid_grant}, {@code relay_unreachable},
   *     {@code origin_not_allowed}, {@code server_error}, {@code temporarily_unavailable}, {@code
   *     invalid_response} or {@code disposed}; only {@code invalid_grant} signs out
   */
  public JSPromise<TokenResponse> refresh() {
    return isDisposed
        ? gone()
        : refresh.run(session.tokens() == null ? null : session.tokens().access());
  }

  /** Signs in with tokens that came another way. Throws a TypeError where they are none. */
  public void setTokens(TokenResponse tokens) {
    session.keep(TokenResponse.checked(tokens));
    snapshots.showError(null);
  }

  /**
   * Signs out: at once here and in all tabs. The promise is resolved when the provider was told,
   * where the relay can (RFC 7009); it is never rejected.
   */
  public JSPromise<JSObject> logout() {
    TokenResponse tokens = session.tokens();
    session.clear();
    logins.cancel();
    snapshots.showError(null);
    return tokens == null || tokens.isCompatible()
        ? Async.resolved(nothing())
        : Async.then(relay.revoke(tokens), answer -> nothing());
  }

  /** Null where nobody is signed in. */
  public TokenResponse tokens() {
    return session.tokens();
  }

  /**
   * Calls back with each new snapshot.
   *
   * @return ends it
   */
  public Runnable subscribe(Consumer<Snapshot> listener) {
    JSObject end = subscribe(function(listener::accept));
    return () -> SafeCall.call(end, null);
  }

  /** The listener as JavaScript sees it: only an argument of its own type becomes a function. */
  @JSBody(params = "listener", script = "return listener;")
  private static native JSObject function(Listener listener);

  JSObject subscribe(JSObject listener) {
    return snapshots.subscribe(listener);
  }

  public Snapshot getSnapshot() {
    return snapshots.snapshot();
  }

  /**
   * Lets go of the page: no listener is called any more, logins that wait are rejected with {@code
   * disposed}, and so is each later call; calls of APIs and a refresh under way go on. Signs nobody
   * out; a login under way goes on in the next client.
   */
  public void dispose() {
    isDisposed = true;
    endStored.run();
    snapshots.close();
    logins.dispose(disposed());
  }

  @JSBody(script = "return undefined;")
  private static native JSObject nothing();

  private void takeStored() {
    session.reread();
    snapshots.update();
  }

  private static <A extends JSObject> JSPromise<A> gone() {
    return Async.rejected(disposed());
  }

  private static JSObject disposed() {
    return OAuthException.jsError(OAuthException.DISPOSED, "The client was disposed.");
  }
}
