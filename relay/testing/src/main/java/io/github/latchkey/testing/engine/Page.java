package io.github.latchkey.testing.engine;

/**
 * A document in a browser, in a tab or window of its own or framed in one. It stands for its place:
 * after a reload it is the document that is there then.
 */
public interface Page {
  /**
   * A document that this one, which is a tab's own, frames.
   *
   * @param css a selector of its {@code iframe}
   */
  Page frame(String css);

  /**
   * Evaluates a JavaScript expression in the document, without a person's gesture.
   *
   * @return its value as {@code String(value)} writes it
   * @throws EngineException where it throws, or the document is gone or still loading
   */
  String evaluate(String expression);

  /**
   * Waits until an expression is true.
   *
   * @throws EngineException where it is not after 15 s; it names the expression
   */
  default void await(String expression) {
    Awaited.value(
        () -> evaluate("Boolean(" + expression + ")").equals("true") ? Boolean.TRUE : null,
        () -> expression);
  }

  /**
   * Clicks in the middle of an element, as a person does: its tab comes to the front.
   *
   * @param css a selector of the element; the first one counts
   */
  void click(String css);

  /** Loads the tab again, and returns when it and its frames have loaded. */
  void reload();

  /** Closes the tab or window. */
  void close();
}
