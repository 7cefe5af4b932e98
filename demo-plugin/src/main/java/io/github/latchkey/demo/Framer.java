package io.github.latchkey.demo;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** The two functions of Framer's SDK that the plugin needs; there only inside Framer. */
abstract class Framer implements JSObject {
  /** Opens the plugin's window, in pixels. Framer keeps it closed until it is asked. */
  @JSBody(
      params = {"width", "height"},
      script = "this.showUI({position: 'top right', width: width, height: height});")
  final native void showUI(int width, int height);

  /** Says something in a corner of Framer's own window. */
  @JSBody(params = "message", script = "this.notify(message, {variant: 'success'});")
  final native void notifySuccess(String message);
}
