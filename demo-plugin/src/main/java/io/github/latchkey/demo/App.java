package io.github.latchkey.demo;

import io.github.latchkey.client.OAuthClient;
import io.github.latchkey.client.OAuthClientOptions;
import io.github.latchkey.client.Snapshot;
import org.teavm.jso.JSExport;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * The plugin. It holds a client, and shows for each of the client's states the view that belongs to
 * it: {@link SignedOutView}, {@link WaitingView}, {@link SignedInView}.
 */
public final class App {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 360;

  private enum State {
    SIGNED_OUT,
    WAITING,
    SIGNED_IN
  }

  private final OAuthClient client;
  private final String api;
  private final JSPromise<Framer> framer;
  private final HTMLElement main = HTMLDocument.current().getElementById("plugin");
  private State state;
  private View view;

  private App(String relay, String api, JSPromise<Framer> framer) {
    this.api = api;
    this.framer = framer;
    client = OAuthClient.create(OAuthClientOptions.relay(relay).apiOrigins(api));
  }

  /**
   * Starts the plugin.
   *
   * @param relay the relay's URL
   * @param api the origin of the API that is called
   * @param framer Framer's SDK, when it has loaded; null where the page stands alone
   */
  @JSExport
  public static void start(String relay, String api, JSPromise<Framer> framer) {
    new App(relay, api, framer).run();
  }

  private void run() {
    if (framer != null) {
      framer.then(
          sdk -> {
            sdk.showUI(WIDTH, HEIGHT);
            return null;
          });
    }
    client.subscribe(this::show);
    show(client.getSnapshot());
  }

  private void show(Snapshot snapshot) {
    State now = stateOf(snapshot);
    if (now != state) {
      enter(now);
    }
    view.show(snapshot);
  }

  private static State stateOf(Snapshot snapshot) {
    // A login under way comes first: one may log in anew while signed in.
    if (snapshot.isLoginUnderWay()) {
      return State.WAITING;
    }
    return snapshot.isSignedIn() ? State.SIGNED_IN : State.SIGNED_OUT;
  }

  private void enter(State next) {
    State before = state;
    state = next;
    if (view != null) {
      view.close();
    }
    view =
        switch (next) {
          case SIGNED_OUT -> new SignedOutView(client, before == State.SIGNED_IN);
          case WAITING -> new WaitingView(client);
          case SIGNED_IN -> new SignedInView(client, api + "/profile");
        };
    boolean hadFocus = main.querySelector(":focus") != null;
    main.clear();
    main.withChild(view.root());
    if (hadFocus) {
      // What had it is gone. The title is read out, and the next key press is the first button.
      main.querySelector(".title").focus();
    }
    if (before == State.WAITING && next == State.SIGNED_IN && framer != null) {
      framer.then(
          sdk -> {
            sdk.notifySuccess("Signed in");
            return null;
          });
    }
  }
}
