package io.github.latchkey.relay.worker.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** The module that the build makes of all presets: their settings, by the provider's name. */
public abstract class PresetModule implements JSObject {
  /** Names and values of one provider's settings by turns; empty where it is not known. */
  @JSBody(params = "name", script = "return Object.hasOwn(this, name) ? this[name] : [];")
  public final native String[] settings(String name);

  /** The names of the providers. */
  @JSBody(script = "return Object.keys(this);")
  public final native String[] names();
}
