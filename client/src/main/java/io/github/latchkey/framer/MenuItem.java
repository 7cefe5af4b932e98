package io.github.latchkey.framer;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** An entry of the menu that {@link Framer#setMenu} sets. */
public abstract class MenuItem implements JSObject {
  /** An entry that does something. */
  public static MenuItem of(String label, Runnable onAction) {
    return action(label, onAction::run);
  }

  @JSBody(
      params = {"label", "onAction"},
      script = "return {label: label, onAction: onAction};")
  private static native MenuItem action(String label, Callback onAction);

  /** An entry that opens further ones. */
  @JSBody(
      params = {"label", "items"},
      script = "return {label: label, submenu: items};")
  public static native MenuItem of(String label, MenuItem... items);

  /** A line between entries. */
  @JSBody(script = "return {type: 'separator'};")
  public static native MenuItem separator();

  /** A second, fainter text. */
  @JSBody(params = "text", script = "this.secondaryLabel = text; return this;")
  public native MenuItem secondaryLabel(String text);

  /** Whether it can be chosen. */
  @JSBody(params = "isEnabled", script = "this.enabled = isEnabled; return this;")
  public native MenuItem enabled(boolean isEnabled);

  /** Whether it is there at all. */
  @JSBody(params = "isVisible", script = "this.visible = isVisible; return this;")
  public native MenuItem visible(boolean isVisible);

  /** Whether it has a tick. */
  @JSBody(params = "isChecked", script = "this.checked = isChecked; return this;")
  public native MenuItem checked(boolean isChecked);
}
