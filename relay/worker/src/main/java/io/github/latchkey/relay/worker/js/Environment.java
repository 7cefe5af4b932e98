package io.github.latchkey.relay.worker.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** A Worker's {@code env}: its variables, its secrets and its bindings, by name. */
public abstract class Environment implements JSObject {
  /** Names and values of the variables and secrets by turns; a number counts as its text. */
  @JSBody(
      script =
          "var all = [], env = this;"
              + "Object.keys(env).forEach(function (name) {"
              + "  if (typeof env[name] === 'string' || typeof env[name] === 'number') {"
              + "    all.push(name, String(env[name]));"
              + "  }"
              + "});"
              + "return all;")
  public final native String[] variables();

  /** A binding, or null where there is none of this name. */
  @JSBody(params = "name", script = "return this[name] || null;")
  public final native JSObject binding(String name);
}
