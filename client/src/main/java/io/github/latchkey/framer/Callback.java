package io.github.latchkey.framer;

import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** A Runnable as JavaScript takes it. */
@JSFunctor
@FunctionalInterface
interface Callback extends JSObject {
  void run();
}
