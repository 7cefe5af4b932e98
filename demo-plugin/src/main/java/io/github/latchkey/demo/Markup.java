package io.github.latchkey.demo;

import org.teavm.jso.dom.events.EventListener;
import org.teavm.jso.dom.events.MouseEvent;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** The few kinds of elements that the plugin is made of. Text is only ever set as text. */
final class Markup {
  private Markup() {}

  static HTMLElement element(String tag, String className) {
    HTMLElement element = HTMLDocument.current().createElement(tag);
    element.setClassName(className);
    return element;
  }

  static HTMLElement text(String tag, String className, String text) {
    return element(tag, className).withText(text);
  }

  /**
   * A view: its title at the top, what can be done from a fixed height on, so that from one view to
   * the next nothing moves.
   */
  static HTMLElement view(HTMLElement heading, HTMLElement content, HTMLElement... actions) {
    HTMLElement buttons = element("div", "actions");
    for (HTMLElement action : actions) {
      buttons.withChild(action);
    }
    return element("section", "view").withChild(heading).withChild(content).withChild(buttons);
  }

  /** A view's title. It can be given the focus, so that it is read out. */
  static HTMLElement title(String text) {
    return text("h1", "title", text).withAttr("tabindex", "-1");
  }

  static HTMLElement content(HTMLElement... parts) {
    HTMLElement content = element("div", "content");
    for (HTMLElement part : parts) {
      content.withChild(part);
    }
    return content;
  }

  /** The button of what one most likely wants. */
  static HTMLElement primary(String label, EventListener<MouseEvent> onClick) {
    return button("framer-button-primary", label, onClick);
  }

  static HTMLElement button(String label, EventListener<MouseEvent> onClick) {
    return button("", label, onClick);
  }

  private static HTMLElement button(
      String className, String label, EventListener<MouseEvent> onClick) {
    HTMLElement button = text("button", className, label).withAttr("type", "button");
    button.onClick(onClick);
    return button;
  }

  /** A list of figures, each with its term. */
  static HTMLElement figures(HTMLElement... figures) {
    HTMLElement list = element("dl", "figures");
    for (HTMLElement figure : figures) {
      list.withChild(figure);
    }
    return list;
  }

  static HTMLElement figure(String term, HTMLElement value) {
    return element("div", "figure").withChild(text("dt", "", term)).withChild(value);
  }

  /** Words about a failure, read out as soon as they are shown. Hidden until there are some. */
  static HTMLElement problem() {
    HTMLElement problem = element("p", "problem").withAttr("role", "alert");
    problem.setHidden(true);
    return problem;
  }

  /** Shows words, or nothing where they are null. */
  static void say(HTMLElement element, String words) {
    element.setHidden(words == null);
    element.withText(words == null ? "" : words);
  }
}
