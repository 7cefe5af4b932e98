package io.github.latchkey.framer;

import io.github.latchkey.framer.cms.ManagedCollection;
import io.github.latchkey.framer.cms.NavigableOptions;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.core.JSUndefined;

/**
 * The SDK's {@code framer} object: what a plugin asks of the Framer window around it. Each call
 * goes there by message, so that everything it answers is a promise; one that Framer refuses is
 * rejected with an error that says why.
 */
public abstract class Framer implements JSObject {
  /** {@link #getMode}: beside the canvas. */
  public static final String CANVAS = "canvas";

  /** {@link #getMode}: choosing an image. */
  public static final String IMAGE = "image";

  /** {@link #getMode}: changing an image that is there. */
  public static final String EDIT_IMAGE = "editImage";

  /** {@link #getMode}: setting up a collection that this plugin is to manage. */
  public static final String CONFIGURE_MANAGED_COLLECTION = "configureManagedCollection";

  /**
   * {@link #getMode}: bringing such a collection up to date, without a window unless one is shown.
   */
  public static final String SYNC_MANAGED_COLLECTION = "syncManagedCollection";

  /** {@link #getMode}: beside a collection of the person's own. */
  public static final String COLLECTION = "collection";

  /** {@link #getMode}: beside the translations. */
  public static final String LOCALIZATION = "localization";

  /** {@link #getMode}: beside a code file. */
  public static final String CODE = "code";

  /**
   * The import of the SDK, which only a bundler can write: {@code () => import("@framer/plugin")}.
   */
  @JSFunctor
  @FunctionalInterface
  public interface Importer extends JSObject {
    /** Imports the SDK's module. */
    JSPromise<JSObject> load();
  }

  /** Told about changes of a permission. */
  @FunctionalInterface
  public interface PermissionListener {
    /** Called with whether everything that was asked about is allowed now. */
    void changed(boolean isAllowed);
  }

  @JSFunctor
  @FunctionalInterface
  private interface Listener extends JSObject {
    void take(boolean isAllowed);
  }

  /**
   * Loads the SDK where the page is framed, and only there: the SDK greets Framer as it is imported
   * and waits for the answer, so that in a window of its own a page would wait for ever. There the
   * importer is not called. In a frame of a page that does not answer like Framer the promise stays
   * open; show the page without waiting for it.
   *
   * @param importer imports the module; called at most once
   * @return the SDK's object; null where the page is in no frame
   */
  public static JSPromise<Framer> load(Importer importer) {
    if (!isEmbedded()) {
      return JSPromise.resolve(null);
    }
    return importer.load().then(Framer::ofModule);
  }

  /** Whether the page is in a frame, as every plugin is in Framer. */
  @JSBody(script = "return window.parent !== window;")
  public static native boolean isEmbedded();

  @JSBody(params = "module", script = "return module.framer;")
  private static native Framer ofModule(JSObject module);

  /** What the plugin was opened for: one of the constants here. It stays the same until it ends. */
  @JSProperty
  public abstract String getMode();

  /** Opens the plugin's window. Framer keeps it closed until it is asked. */
  public abstract JSPromise<JSUndefined> showUI();

  /**
   * Opens the plugin's window, or gives it another size or place.
   *
   * @param options null for Framer's own choice
   */
  public abstract JSPromise<JSUndefined> showUI(UIOptions options);

  /** Closes the plugin's window. The plugin runs on. */
  public abstract JSPromise<JSUndefined> hideUI();

  /**
   * Says what the plugin is doing while its window is closed.
   *
   * @param status null takes the words away
   */
  public abstract JSPromise<JSUndefined> setBackgroundMessage(String status);

  /** Ends the plugin, without a word. */
  public final void closePlugin() {
    closePlugin(null, null);
  }

  /**
   * Ends the plugin: its page goes away, and with it whatever is under way. The SDK's own function
   * never returns but throws an error that is to be ignored; this one ignores it and returns, so
   * that what comes after it still runs.
   *
   * @param message said in a corner of Framer's window; null for none
   * @param options null for a message of the usual kind
   */
  @JSBody(
      params = {"message", "options"},
      script =
          """
          try {
            this.closePlugin(message === null ? undefined : message, options || undefined);
          } catch (closed) {}
          """)
  public final native void closePlugin(String message, ClosePluginOptions options);

  /**
   * Says something in a corner of Framer's window.
   *
   * @param message cut after 120 characters
   */
  public abstract Notification notify(String message);

  /**
   * Says something in a corner of Framer's window.
   *
   * @param message cut after 120 characters
   * @param options its kind, how long it stays, a button
   */
  public abstract Notification notify(String message, NotifyOptions options);

  /** Who uses the plugin. */
  public abstract JSPromise<User> getCurrentUser();

  /** The project's name and id. */
  public abstract JSPromise<ProjectInfo> getProjectInfo();

  /**
   * Whether the person may do all of this.
   *
   * @param methods names of the SDK's functions that change something, those of a class with its
   *     name before them, such as {@code ManagedCollection.addItems}
   */
  @JSBody(params = "methods", script = "return this.isAllowedTo.apply(this, methods);")
  public final native boolean isAllowedTo(String... methods);

  /**
   * Tells when what {@link #isAllowedTo} says becomes another.
   *
   * @param methods as there
   * @return ends it
   */
  public final Runnable subscribeToIsAllowedTo(PermissionListener listener, String... methods) {
    JSObject end = subscribe(methods, listener::changed);
    return () -> call(end);
  }

  @JSBody(
      params = {"methods", "listener"},
      script = "return this.subscribeToIsAllowedTo.apply(this, methods.concat([listener]));")
  private native JSObject subscribe(String[] methods, Listener listener);

  @JSBody(params = "end", script = "end();")
  private static native void call(JSObject end);

  /**
   * What {@link #setPluginData} kept in the project under a key. Everybody who edits the project
   * can read it: no place for tokens.
   *
   * @return null where there is nothing
   */
  public abstract JSPromise<JSString> getPluginData(String key);

  /**
   * Keeps a short text in the project, for this plugin and everybody who edits it.
   *
   * <p>Needs the permission {@code setPluginData}.
   *
   * @param value null removes it
   */
  public abstract JSPromise<JSUndefined> setPluginData(String key, String value);

  /** Sets the menu in the head of the plugin's window. */
  public final JSPromise<JSUndefined> setMenu(MenuItem... items) {
    return setMenuItems(items);
  }

  @JSBody(params = "items", script = "return this.setMenu(items);")
  private native JSPromise<JSUndefined> setMenuItems(MenuItem[] items);

  /**
   * Has Framer ask before the person closes the plugin.
   *
   * @param message what it asks; null for not asking
   */
  @JSBody(
      params = "message",
      script = "return this.setCloseWarning(message === null ? false : message);")
  public final native JSPromise<JSUndefined> setCloseWarning(String message);

  /** Shows a node, a collection or an item in Framer's window, as with the usual options. */
  public abstract JSPromise<JSUndefined> navigateTo(String nodeId);

  /**
   * Shows a node, a collection or an item in Framer's window. Where that is elsewhere than the mode
   * the plugin is in, Framer may end the plugin or restart it.
   *
   * @param options what becomes of the selection and the zoom
   */
  public abstract JSPromise<JSUndefined> navigateTo(String nodeId, NavigableOptions options);

  /**
   * The collection that the plugin was opened for. Rejected but in the modes {@link
   * #CONFIGURE_MANAGED_COLLECTION} and {@link #SYNC_MANAGED_COLLECTION}.
   */
  public abstract JSPromise<ManagedCollection> getActiveManagedCollection();

  /** The collections that this plugin manages; no others are in the list. */
  public abstract JSPromise<JSArrayReader<ManagedCollection>> getManagedCollections();

  /**
   * Makes a collection for this plugin to manage.
   *
   * <p>Needs the permission {@code createManagedCollection}.
   *
   * @param name rejected where a collection has it already
   */
  public abstract JSPromise<ManagedCollection> createManagedCollection(String name);
}
