package io.github.latchkey.client.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A login by a plugin's button, at a provider whose page waits for a person. */
final class PluginLogin implements AutoCloseable {
  /** What stands where a library has no login that a plugin could use. */
  static final String NO_LOGIN = "cannot";

  private final Page plugin;
  private final List<Request> relayRequests = new CopyOnWriteArrayList<>();
  private final Page window;
  private volatile Request redirect;

  /** Opens the plugin, presses its button, and waits for the provider's page. */
  PluginLogin(BrowserContext context, Stand stand, Contender contender) {
    plugin = context.newPage();
    plugin.onRequest(
        request -> {
          if (request.url().startsWith(stand.relayUrl() + "/")) {
            relayRequests.add(request);
          }
        });
    plugin.navigate(stand.pluginUrl(contender, stand.relayUrl()));
    plugin.waitForFunction("window.isReady");
    window = context.waitForPage(() -> plugin.click("#login"));
    window.onRequest(
        request -> {
          if (request.url().startsWith(stand.relayUrl() + "/redirect?")) {
            redirect = request;
          }
        });
    window.waitForSelector("#allow");
  }

  /** Lets time pass, as a person does who looks for the password. */
  void wait(double millis) {
    plugin.waitForTimeout(millis);
  }

  /** Allows the login, and waits until the plugin has its tokens. */
  void allow() {
    window.click("#allow");
    plugin.waitForFunction("window.signedInAtMillis");
  }

  /** From the moment when the browser followed the provider's redirect to tokens in the page. */
  double redirectToTokensMillis() {
    double signedInAt = ((Number) plugin.evaluate("signedInAtMillis")).doubleValue();
    return signedInAt - redirect.timing().startTime;
  }

  /** How many requests the plugin has sent to the relay. */
  int relayRequests() {
    return relayRequests.size();
  }

  @Override
  public void close() {
    window.close();
    plugin.close();
  }
}
