package io.github.latchkey.framer;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** How {@link Framer#showUI(UIOptions)} shows the plugin's window. Lengths are CSS pixels. */
public abstract class UIOptions implements JSObject {
  /** {@link #position}. */
  public static final String CENTER = "center";

  /** {@link #position}: where Framer puts a window that says nothing. */
  public static final String TOP_LEFT = "top left";

  /** {@link #position}. */
  public static final String TOP_RIGHT = "top right";

  /** {@link #position}. */
  public static final String BOTTOM_LEFT = "bottom left";

  /** {@link #position}. */
  public static final String BOTTOM_RIGHT = "bottom right";

  /** Options that leave everything to Framer. */
  @JSBody(script = "return {};")
  public static native UIOptions create();

  /** The width that the plugin would like. */
  @JSBody(params = "pixels", script = "this.width = pixels; return this;")
  public native UIOptions width(int pixels);

  /** The height that the plugin would like. */
  @JSBody(params = "pixels", script = "this.height = pixels; return this;")
  public native UIOptions height(int pixels);

  /** Where the window is at first: one of the constants here. */
  @JSBody(params = "place", script = "this.position = place; return this;")
  public native UIOptions position(String place);

  /** Whether the person may change the window's size. */
  @JSBody(params = "isResizable", script = "this.resizable = isResizable; return this;")
  public native UIOptions resizable(boolean isResizable);

  /**
   * Lets the person change one of the two.
   *
   * @param side {@code width} or {@code height}
   */
  @JSBody(params = "side", script = "this.resizable = side; return this;")
  public native UIOptions resizable(String side);

  /** The least width. */
  @JSBody(params = "pixels", script = "this.minWidth = pixels; return this;")
  public native UIOptions minWidth(int pixels);

  /** The least height. */
  @JSBody(params = "pixels", script = "this.minHeight = pixels; return this;")
  public native UIOptions minHeight(int pixels);

  /** The greatest width. */
  @JSBody(params = "pixels", script = "this.maxWidth = pixels; return this;")
  public native UIOptions maxWidth(int pixels);

  /** The greatest height. */
  @JSBody(params = "pixels", script = "this.maxHeight = pixels; return this;")
  public native UIOptions maxHeight(int pixels);
}
