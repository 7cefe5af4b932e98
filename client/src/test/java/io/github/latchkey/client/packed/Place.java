package io.github.latchkey.client.packed;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.github.latchkey.relay.server.RelayServer;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.testing.Chromium;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import io.github.latchkey.testing.Observed;
import io.github.latchkey.testing.StaticPages;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/** A provider, a relay before it, an origin for plugins, and a browser. */
final class Place implements AutoCloseable {
  private final FakeProvider provider = FakeProvider.start();
  private final StaticPages pages = StaticPages.start();
  private final Chromium chromium = Chromium.launch();
  private final BrowserContext context = chromium.newContext();
  private final Observed observed = Observed.of(context);
  private final RelayServer relay;

  Place() throws Exception {
    Map<String, String> settings = provider.relaySettings(FreePort.find());
    settings.put("PLUGIN_URI", pages.origin());
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    relay = RelayServer.start(RelaySettings.parse(settings), nowhere);
  }

  FakeProvider provider() {
    return provider;
  }

  StaticPages pages() {
    return pages;
  }

  Observed observed() {
    return observed;
  }

  /** A text with this place's addresses for those of the documentation. */
  String withAddresses(String text) {
    return text.replace("https://localhost:8787", "http://localhost:" + relay.port())
        .replace("https://api.example.com/profile", provider.profileUrl())
        .replace("https://api.example.com", provider.origin());
  }

  /** Serves a page with a button, a result and a root, and opens it. */
  Page open(String path, String script) {
    String page =
        """
        <!doctype html>
        <title>A plugin</title>
        <button id="button">Log in with the plugin</button>
        <p id="label"></p>
        <div id="root"></div>
        %s
        """;
    pages.page(path, page.formatted(script));
    Page opened = context.newPage();
    opened.navigate(pages.origin() + path);
    return opened;
  }

  /** Presses what logs in, and waits until the window that it opens has been let go. */
  void logIn(Page page, String selector) {
    context.waitForPage(() -> page.click(selector)).close();
  }

  @Override
  public void close() {
    chromium.close();
    relay.close();
    pages.close();
    provider.close();
  }
}
