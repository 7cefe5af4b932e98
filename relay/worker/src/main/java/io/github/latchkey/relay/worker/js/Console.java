package io.github.latchkey.relay.worker.js;

import org.teavm.jso.JSBody;

/** The Worker's log. */
public final class Console {
  private Console() {}

  /** Something that happened. */
  @JSBody(params = "line", script = "console.log(line);")
  public static native void log(String line);

  /** Something that the operator should hear. */
  @JSBody(params = "line", script = "console.warn(line);")
  public static native void warn(String line);

  /** Something that must be put right. */
  @JSBody(params = "line", script = "console.error(line);")
  public static native void error(String line);
}
