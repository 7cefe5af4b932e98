package io.github.latchkey.client;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSString;

/** Holds the current snapshot and notifies the listeners when it changes. */
final class SnapshotStore {
  private final Session session;
  private final JSObject listeners = none();

  private JSString phase;
  private JSString url;
  private JSObject error;
  private Snapshot snapshot;

  SnapshotStore(Session session) {
    this.session = session;
    snapshot = take();
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /**
   * @param phase null: no login is under way
   * @param error null: nothing went wrong
   */
  void show(JSString phase, JSString url, JSObject error) {
    this.phase = phase;
    this.url = url;
    this.error = error;
    update();
  }

  /** The session has ended, or has begun again where there is no error. */
  void showError(JSObject error) {
    show(phase, url, error);
  }

  /**
   * Access was taken away; said once, so that a screen which then calls again is not told again.
   */
  void showTakenAway() {
    if (!OAuthException.hasCode(error, OAuthException.INVALID_GRANT)) {
      showError(OAuthException.takenAway());
    }
  }

  /** Looks at the session again, and tells the listeners where something has changed. */
  void update() {
    Snapshot next = take();
    if (!next.isSame(snapshot)) {
      snapshot = next;
      tell(listeners, next);
    }
  }

  /**
   * @return a function that ends the subscription
   */
  JSObject subscribe(JSObject listener) {
    return add(listeners, listener);
  }

  void close() {
    clear(listeners);
  }

  private Snapshot take() {
    return Snapshot.of(session.tokens(), phase, url, error, session.isPersisted());
  }

  @JSBody(script = "return new Set();")
  private static native JSObject none();

  @JSBody(
      params = {"listeners", "listener"},
      script =
          """
          if (typeof listener !== "function") throw new TypeError("A listener must be a function.");
          var entry = {tell: listener};
          listeners.add(entry);
          return function() { listeners.delete(entry); };
          """)
  private static native JSObject add(JSObject listeners, JSObject listener);

  // What a listener throws is its own affair: Framer's closePlugin, for one, always throws.
  @JSBody(
      params = {"listeners", "snapshot"},
      script =
          """
          Array.from(listeners).forEach(function(entry) {
            try {
              if (listeners.has(entry)) entry.tell.call(undefined, snapshot);
            } catch (thrown) {
              console.error(thrown);
            }
          });
          """)
  private static native void tell(JSObject listeners, Snapshot snapshot);

  @JSBody(params = "listeners", script = "listeners.clear();")
  private static native void clear(JSObject listeners);
}
