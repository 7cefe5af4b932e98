package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a pair of relays, a plugin in development talks to the local one and no other plugin does. */
class IsLocalTest {
  @RegisterExtension final Stage stage = new Stage();

  @ParameterizedTest
  @CsvSource({
    "http://localhost:5173/, true",
    "https://localhost/, true",
    "https://my-plugin.localhost:5173/, true",
    "http://127.0.0.1:5173/, true",
    "http://[::1]:5173/, true",
    "http://localhost.example.com/, false",
    "https://notlocalhost/, false",
    "https://127.0.0.1.example.com/, false",
    "http://127.0.0.2/, false",
    "http://[::2]/, false",
    "https://abc.plugins.framercdn.com/localhost/?localhost#localhost, false",
  })
  void exactlyLoopbackNamesAreLocal(String url, boolean isLocal) {
    stage.servePlugin(
        "/", "relay: { local: 'https://local.test/a', production: 'https://production.test/b' }");
    AtomicReference<String> asked = new AtomicReference<>();
    stage.context().route("**/*", route -> answer(route, asked));
    PluginPage plugin = new PluginPage(stage.context().newPage()).open(url);
    assertEquals(isLocal, plugin.evaluate("latchkey.isLocal()"));
    plugin.outcome("client.login()");
    String relay = isLocal ? "https://local.test/a" : "https://production.test/b";
    assertEquals(relay + "/authorize", asked.get());
  }

  /** Serves the plugin under any name, and answers for the relays. */
  private void answer(Route route, AtomicReference<String> asked) {
    URI url = URI.create(route.request().url());
    if (url.getHost().endsWith(".test")) {
      if (url.getPath().endsWith("/authorize")) {
        asked.set(url.toString());
      }
      route.fulfill(
          new FulfillOptions()
              .setStatus(500)
              .setHeaders(Map.of("Access-Control-Allow-Origin", "*")));
    } else if (url.getPath().equals("/latchkey.js")) {
      route.fulfill(new FulfillOptions().setPath(Stage.MODULE));
    } else {
      route.fulfill(
          new FulfillOptions().setContentType("text/html").setBody(stage.pages().text("/")));
    }
  }
}
