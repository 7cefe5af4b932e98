package io.github.latchkey.client.browser;

import com.microsoft.playwright.Page;
import java.util.Map;

/** A plugin's page, {@code plugin.html}, whose {@code client} is the compiled module's. */
final class PluginPage {
  private final Page page;

  PluginPage(Page page) {
    this.page = page;
  }

  /** The page itself. */
  Page page() {
    return page;
  }

  /** Goes to {@code url} and waits until the plugin runs there. */
  PluginPage open(String url) {
    page.navigate(url);
    return waitUntilReady();
  }

  /** Reloads the page: the client is created again. */
  PluginPage reload() {
    page.reload();
    return waitUntilReady();
  }

  private PluginPage waitUntilReady() {
    page.waitForFunction("globalThis.isReady");
    return this;
  }

  /** Evaluates an expression and gives its value, awaited. */
  Object evaluate(String expression) {
    return page.evaluate("async () => (" + expression + ")");
  }

  /** Evaluates an expression of {@code argument}. */
  Object evaluate(String expression, Object argument) {
    return page.evaluate("async (argument) => (" + expression + ")", argument);
  }

  /** What becomes of the promise that an expression gives. */
  Outcome outcome(String expression) {
    return Outcome.of(evaluate("outcome((async () => (" + expression + "))())"));
  }

  /** What becomes of the promise that an expression of {@code argument} gives. */
  Outcome outcome(String expression, Object argument) {
    return Outcome.of(evaluate("outcome((async () => (" + expression + "))())", argument));
  }

  /** Evaluates an expression that gives a promise, and does not wait for it. */
  void begin(String name, String expression) {
    page.evaluate("() => { begun." + name + " = outcome(" + expression + "); }");
  }

  /** What has become of the promise that was begun under that name. */
  Outcome end(String name) {
    return Outcome.of(evaluate("begun." + name));
  }

  /** The snapshot: isSignedIn, phase and url of the login, code of the error, isPersisted. */
  @SuppressWarnings("unchecked")
  Map<String, Object> snapshot() {
    return (Map<String, Object>) evaluate("shown(client.getSnapshot())");
  }

  /** Whether the client is signed in. */
  boolean isSignedIn() {
    return (boolean) snapshot().get("isSignedIn");
  }

  /** Waits until an expression is true. */
  void waitUntil(String expression) {
    page.waitForFunction(expression);
  }

  /** What lies in the page's storage under the client's usual key, or null. */
  String stored(Stage stage) {
    return (String) evaluate("localStorage.getItem(argument)", "latchkey:" + stage.relayUrl());
  }
}
