package io.github.latchkey.testing.engine;

import java.util.List;

/** A running browser with a profile of its own. To be used by one thread. */
public interface Engine extends AutoCloseable {
  /**
   * Opens {@code url} in a new tab (WebKit: window), in front, and returns when it and its frames
   * have loaded.
   */
  Page open(String url);

  /** Every tab and window that is open, those that a page has opened included. */
  List<Page> pages();

  /**
   * Waits until a tab or window is open that has {@code part} in its URL, and gives it.
   *
   * @throws EngineException where none is after 15 s; it names those that are
   */
  default Page awaitPage(String part) {
    return Awaited.value(
        () ->
            pages().stream()
                .filter(page -> page.evaluate("location.href").contains(part))
                .findFirst()
                .orElse(null),
        () ->
            "a page with \""
                + part
                + "\" in its URL; open are "
                + pages().stream().map(page -> page.evaluate("location.href")).toList());
  }

  /** Ends the browser and every process that came with it. */
  @Override
  void close();
}
