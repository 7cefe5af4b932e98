package io.github.latchkey.demo;

import io.github.latchkey.client.Snapshot;
import org.teavm.jso.dom.html.HTMLElement;

/** What one state of the plugin looks like. */
interface View {
  /** Its root, the same one every time. */
  HTMLElement root();

  /** Shows a snapshot of the state that this view is for. */
  void show(Snapshot snapshot);

  /** Lets go of what would outlive it. */
  default void close() {}
}
