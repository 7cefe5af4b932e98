package io.github.latchkey.testing;

import com.microsoft.playwright.BrowserContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What every page of a context has said and asked for since {@link #of}. Playwright reports while
 * one of its methods runs, so a test that has just seen an effect has seen what came before it.
 */
public final class Observed {
  private final List<String> consoleMessages = new CopyOnWriteArrayList<>();
  private final List<String> pageErrors = new CopyOnWriteArrayList<>();
  private final List<String> requestUrls = new CopyOnWriteArrayList<>();

  private Observed() {}

  /** Observes a context from now on. */
  public static Observed of(BrowserContext context) {
    Observed observed = new Observed();
    context.onConsoleMessage(message -> observed.consoleMessages.add(message.text()));
    context.onWebError(error -> observed.pageErrors.add(error.error()));
    context.onRequest(request -> observed.requestUrls.add(request.url()));
    return observed;
  }

  /** The text of each console message. */
  public List<String> consoleMessages() {
    return List.copyOf(consoleMessages);
  }

  /** Each uncaught error and each unhandled rejection, with its stack. */
  public List<String> pageErrors() {
    return List.copyOf(pageErrors);
  }

  /** The URL of each request, those that a redirect led to included. */
  public List<String> requestUrls() {
    return List.copyOf(requestUrls);
  }
}
