package io.github.latchkey.framer;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** What {@link Framer#notify(String, NotifyOptions)} adds to a message. */
public abstract class NotifyOptions implements JSObject {
  /** {@link #variant}: where nothing else is said. */
  public static final String INFO = "info";

  /** {@link #variant}. */
  public static final String SUCCESS = "success";

  /** {@link #variant}. */
  public static final String WARNING = "warning";

  /** {@link #variant}. */
  public static final String ERROR = "error";

  /** Options that leave everything to Framer. */
  @JSBody(script = "return {};")
  public static native NotifyOptions create();

  /** How the message looks: one of the constants here. */
  @JSBody(params = "kind", script = "this.variant = kind; return this;")
  public native NotifyOptions variant(String kind);

  /** How long it stays, in milliseconds. */
  @JSBody(params = "millis", script = "this.durationMs = millis; return this;")
  public native NotifyOptions durationMs(int millis);

  /**
   * A button beside the message.
   *
   * @param onClick run when it is pressed
   */
  public final NotifyOptions button(String text, Runnable onClick) {
    return setButton(text, onClick::run);
  }

  @JSBody(
      params = {"text", "onClick"},
      script = "this.button = {text: text, onClick: onClick}; return this;")
  private native NotifyOptions setButton(String text, Callback onClick);

  /** Run when the message is gone, whatever the reason. */
  public final NotifyOptions onDisappear(Runnable action) {
    return setOnDisappear(action::run);
  }

  @JSBody(params = "action", script = "this.onDisappear = action; return this;")
  private native NotifyOptions setOnDisappear(Callback action);
}
