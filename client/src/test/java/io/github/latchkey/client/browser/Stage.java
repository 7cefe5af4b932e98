package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.github.latchkey.relay.jdk.JdkPorts;
import io.github.latchkey.relay.jdk.MemoryStore;
import io.github.latchkey.relay.port.Clock;
import io.github.latchkey.relay.port.Ports;
import io.github.latchkey.relay.server.RelayServer;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.testing.Chromium;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import io.github.latchkey.testing.Observed;
import io.github.latchkey.testing.StaticPages;
import io.github.latchkey.testing.worker.Workerd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What a test plays on, new for each test: a provider, the relay before it, a plugin's origin, and
 * a visitor in a browser that all tests share. After each test it checks that no page had an
 * uncaught error.
 */
final class Stage implements BeforeEachCallback, AfterEachCallback {
  /** The compiled module, as npm users get it. */
  static final Path MODULE = Path.of("target/npm/latchkey.js");

  private static final double TIMEOUT_MILLIS = 30_000;

  /** The relay's host: {@code jdk}, or the Worker with its rows in {@code durable-object} or d1. */
  private static final String HOST = System.getProperty("relay.host", "jdk");

  private final ByteArrayOutputStream relayLog = new ByteArrayOutputStream();
  private final Map<String, String> relaySettings = new LinkedHashMap<>();
  private FakeProvider provider;
  private StaticPages pages;
  private BrowserContext context;
  private Observed observed;
  private AutoCloseable relay;
  private Path workerRows;
  private int relayPort;
  private volatile long relayClockAheadMillis;
  private boolean pageErrorsExpected;

  @Override
  public void beforeEach(ExtensionContext test) throws Exception {
    Chromium chromium =
        test.getRoot()
            .getStore(Namespace.GLOBAL)
            .computeIfAbsent(
                Chromium.class,
                key ->
                    Chromium.launch(
                        Chromium.PARTITIONED_STORAGE, "--host-resolver-rules=MAP *.test 127.0.0.1"),
                Chromium.class);
    context = chromium.newContext();
    context.setDefaultTimeout(TIMEOUT_MILLIS);
    observed = Observed.of(context);
    provider = FakeProvider.start();
    pages = StaticPages.start().script("/latchkey.js", MODULE);
    relayPort = FreePort.find();
    relaySettings.putAll(provider.relaySettings(relayPort));
    relaySettings.put("PLUGIN_URI", pages.origin());
    startRelay();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    List<AutoCloseable> open = new ArrayList<>(List.of(context, pages, provider));
    if (relay != null) {
      open.add(relay);
    }
    for (AutoCloseable one : open) {
      try {
        one.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    delete(workerRows);
    if (!pageErrorsExpected) {
      assertEquals(List.of(), observed.pageErrors(), "uncaught errors in a page");
    }
  }

  private static void delete(Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts the relay, on the port that it had before. */
  void startRelay() {
    try {
      relay = HOST.equals("jdk") ? startOnJdk() : startInWorkerd();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private RelayServer startOnJdk() throws Exception {
    Ports usual = JdkPorts.with(new MemoryStore());
    Clock clock = () -> usual.clock().nowMillis() + relayClockAheadMillis;
    return RelayServer.start(
        RelaySettings.parse(relaySettings),
        new Ports(usual.http(), usual.store(), clock, usual.crypto(), usual.random()),
        new PrintStream(relayLog, true, StandardCharsets.UTF_8));
  }

  private Workerd startInWorkerd() throws Exception {
    if (workerRows == null) {
      workerRows = Files.createTempDirectory("rows");
    }
    Map<String, String> bindings = new LinkedHashMap<>(relaySettings);
    bindings.put("STORE", HOST);
    bindings.put("CLOCK_AHEAD_MILLIS", Long.toString(relayClockAheadMillis));
    return new Workerd(Workerd.OBSERVED, bindings, workerRows, Map.of("port", relayPort));
  }

  /** Restarts the relay with some settings changed. */
  void restartRelay(Map<String, String> changes) {
    stopRelay();
    relaySettings.putAll(changes);
    startRelay();
  }

  /** Lets time pass for the relay alone, as it does for one that restarts. */
  void restartRelayLater(long millis) {
    stopRelay();
    relayClockAheadMillis += millis;
    startRelay();
  }

  /** Stops the relay: nobody listens on its port. */
  void stopRelay() {
    try {
      relay.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    relay = null;
  }

  /** The relay's settings, for one that runs elsewhere. */
  Map<String, String> relaySettings() {
    return Map.copyOf(relaySettings);
  }

  /** The relay's URL as a plugin writes it. */
  String relayUrl() {
    return "http://localhost:" + relayPort;
  }

  /** What the relay has printed, where the JDK is its host. */
  String relayLog() {
    return relayLog.toString(StandardCharsets.UTF_8);
  }

  FakeProvider provider() {
    return provider;
  }

  /** The plugin's origin. */
  StaticPages pages() {
    return pages;
  }

  BrowserContext context() {
    return context;
  }

  Observed observed() {
    return observed;
  }

  /** This test throws in pages on purpose. */
  void expectPageErrors() {
    pageErrorsExpected = true;
  }

  /** A plugin with the usual options: this relay, and the provider's API. */
  PluginPage openPlugin() {
    return openPlugin("");
  }

  /**
   * A plugin.
   *
   * @param options members of an object literal, which replace the usual ones
   */
  PluginPage openPlugin(String options) {
    servePlugin("/", options);
    return new PluginPage(context.newPage()).open(pages.origin() + "/");
  }

  /** Serves a plugin at a path without opening it. */
  void servePlugin(String path, String options) {
    String usual = "relay: '%s', apiOrigins: ['%s'], ".formatted(relayUrl(), provider.origin());
    pages.page(path, html().replace("OPTIONS", "{ " + usual + options + " }"));
  }

  private static String html() {
    try (InputStream html = Stage.class.getResourceAsStream("plugin.html")) {
      return new String(html.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Does something that opens a window, and gives that window. */
  Page window(Runnable opener) {
    return context.waitForPage(opener);
  }

  /** Logs a plugin in where the provider asks nobody, and closes the window. */
  Map<String, Object> login(PluginPage plugin) {
    return loginOutcome(plugin).members();
  }

  /** What becomes of a login where the provider asks nobody; the window is closed. */
  Outcome loginOutcome(PluginPage plugin) {
    Page window = window(() -> plugin.begin("login", "client.login()"));
    Outcome outcome = plugin.end("login");
    window.close();
    return outcome;
  }
}
