package io.github.latchkey.demo;

import io.github.latchkey.client.OAuthClient;
import io.github.latchkey.client.OAuthClientOptions;
import io.github.latchkey.client.OAuthException;
import io.github.latchkey.client.Snapshot;
import io.github.latchkey.framer.Framer;
import io.github.latchkey.framer.MenuItem;
import io.github.latchkey.framer.NotifyOptions;
import io.github.latchkey.framer.UIOptions;
import io.github.latchkey.framer.cms.ManagedCollection;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * The plugin. It holds a client, and shows for each of the client's states the view that belongs to
 * it: {@link SignedOutView}, {@link WaitingView}, and for who is signed in what Framer has opened
 * the plugin for: {@link SignedInView}, {@link ImportView} or {@link SyncView}.
 */
public final class App {
  private static final int WIDTH = 320;

  /** The height of a view without its actions, and of each action, as in plugin.css. */
  private static final int VIEW_HEIGHT = 280;

  private static final int ACTION_HEIGHT = 40;
  private static final int FRAMER_LIMIT_MILLIS = 2000;
  private static final String COLLECTION = "Latchkey catalogue";

  private enum State {
    SIGNED_OUT,
    WAITING,
    SIGNED_IN
  }

  private final OAuthClient client;
  private final String api;
  private final HTMLElement main = HTMLDocument.current().getElementById("plugin");
  private Framer framer;
  private String mode = Framer.CANVAS;
  private boolean hasBegun;
  private int shownHeight;
  private State state;
  private View view;

  private App(String relay, String api) {
    this.api = api;
    client = OAuthClient.create(OAuthClientOptions.relay(relay).apiOrigins(api));
  }

  /**
   * Starts the plugin.
   *
   * @param relay the relay's URL
   * @param api the origin of the API that is called
   * @param importer imports Framer's SDK; not called where the page stands alone
   */
  @JSExport
  public static void start(String relay, String api, Framer.Importer importer) {
    new App(relay, api).run(importer);
  }

  private void run(Framer.Importer importer) {
    client.subscribe(this::show);
    Framer.load(importer)
        .then(
            sdk -> {
              begin(sdk);
              return null;
            });
    // In the frame of a page that gives no answer, the plugin goes on as if it were alone.
    Window.setTimeout(
        () -> {
          if (!hasBegun) {
            begin(null);
          }
        },
        FRAMER_LIMIT_MILLIS);
  }

  /** Begins to show something; again, where Framer answers late. */
  private void begin(Framer sdk) {
    hasBegun = true;
    framer = sdk;
    state = null;
    if (sdk != null) {
      mode = sdk.getMode();
    }
    show(client.getSnapshot());
  }

  private boolean isSync() {
    return mode.equals(Framer.SYNC_MANAGED_COLLECTION);
  }

  private void show(Snapshot snapshot) {
    if (!hasBegun) {
      return;
    }
    State now = stateOf(snapshot);
    if (now != state) {
      enter(now);
    }
    view.show(snapshot);
  }

  private static State stateOf(Snapshot snapshot) {
    // A login under way comes first: the user may log in again while signed in.
    if (snapshot.isLoginUnderWay()) {
      return State.WAITING;
    }
    boolean isAccessGone =
        snapshot.error() != null && snapshot.error().code().equals(OAuthException.INVALID_GRANT);
    return snapshot.isSignedIn() && !isAccessGone ? State.SIGNED_IN : State.SIGNED_OUT;
  }

  private void enter(State next) {
    State before = state;
    state = next;
    change(
        switch (next) {
          case SIGNED_OUT -> new SignedOutView(client, before == State.SIGNED_IN);
          case WAITING -> new WaitingView(client);
          case SIGNED_IN -> signedIn();
        });
    if (framer == null) {
      return;
    }
    boolean isSignedIn = next == State.SIGNED_IN;
    if (isSignedIn) {
      framer.setMenu(MenuItem.of("Log out", client::logout));
    } else if (before == State.SIGNED_IN) {
      framer.setMenu();
    }
    if (before == State.WAITING && isSignedIn && !isSync()) {
      framer.notify("Signed in", NotifyOptions.create().variant(NotifyOptions.SUCCESS));
    }
  }

  /** Shows the window as high as the view requires; hides it during a sync. */
  private void showWindow() {
    boolean isHidden = isSync() && state == State.SIGNED_IN;
    int actions = main.querySelectorAll(".actions > *").getLength();
    int height = isHidden ? 0 : VIEW_HEIGHT + actions * ACTION_HEIGHT;
    if (framer == null || height == shownHeight) {
      return;
    }
    shownHeight = height;
    if (isHidden) {
      framer.hideUI();
    } else {
      framer.showUI(UIOptions.create().width(WIDTH).height(height).position(UIOptions.TOP_RIGHT));
    }
  }

  private View signedIn() {
    String rows = api + "/rows";
    if (isSync()) {
      return new SyncView(client, rows, framer);
    }
    return mode.equals(Framer.CONFIGURE_MANAGED_COLLECTION)
        ? new ImportView(
            client,
            rows,
            framer,
            framer::getActiveManagedCollection,
            "Close",
            () -> framer.closePlugin())
        : profile();
  }

  private View profile() {
    return new SignedInView(
        client, api + "/profile", framer == null ? null : () -> change(canvasImport()));
  }

  private View canvasImport() {
    return new ImportView(
        client,
        api + "/rows",
        framer,
        this::ownCollection,
        "Back",
        () -> {
          change(profile());
          view.show(client.getSnapshot());
        });
  }

  /** On the canvas no collection is the active one: the plugin has one of its own. */
  private JSPromise<ManagedCollection> ownCollection() {
    return framer
        .getManagedCollections()
        .flatThen(
            collections -> {
              for (int i = 0; i < collections.getLength(); i++) {
                if (collections.get(i).getManagedBy().equals(ManagedCollection.THIS_PLUGIN)) {
                  return JSPromise.resolve(collections.get(i));
                }
              }
              return framer.isAllowedTo("createManagedCollection")
                  ? framer.createManagedCollection(COLLECTION)
                  : JSPromise.reject(error("You are not allowed to add a collection."));
            });
  }

  @JSBody(params = "message", script = "return new Error(message);")
  private static native JSObject error(String message);

  private void change(View next) {
    if (view != null) {
      view.close();
    }
    view = next;
    boolean hadFocus = main.querySelector(":focus") != null;
    main.clear();
    main.withChild(view.root());
    showWindow();
    if (hadFocus) {
      // What had it is gone. The title is read out, and the next key press is the first button.
      main.querySelector(".title").focus();
    }
  }
}
