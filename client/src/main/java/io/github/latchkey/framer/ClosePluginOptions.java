package io.github.latchkey.framer;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** How {@link Framer#closePlugin(String, ClosePluginOptions)} says its message. */
public abstract class ClosePluginOptions implements JSObject {
  /** Options that leave everything to Framer. */
  @JSBody(script = "return {};")
  public static native ClosePluginOptions create();

  /** How the message looks: one of {@link NotifyOptions}' constants. */
  @JSBody(params = "kind", script = "this.variant = kind; return this;")
  public native ClosePluginOptions variant(String kind);

  /** Whether the plugin goes without any message. */
  @JSBody(params = "isSilent", script = "this.silent = isSilent; return this;")
  public native ClosePluginOptions silent(boolean isSilent);
}
