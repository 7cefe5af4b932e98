package io.github.latchkey.demo.local;

import io.github.latchkey.relay.server.RelayServer;
import io.github.latchkey.relay.server.settings.Tls;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.relay.settings.SettingsException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A provider, an API, the relay, the plugin and the stand-in for Framer's window, all on this
 * machine and all in this one's care.
 */
public final class Demo implements AutoCloseable {
  private final DemoSettings settings;
  private final String pluginOrigin;
  private final String relayOrigin;
  private final int hostPort;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private DemoProvider provider;
  private RelayServer relay;
  private DemoApi api;

  private Demo(DemoSettings settings) throws IOException {
    this.settings = settings;
    pluginOrigin = origin(LocalPort.from(settings.pluginPort()));
    relayOrigin =
        settings.otherRelay() == null
            ? origin(LocalPort.from(settings.relayPort()))
            : settings.otherRelay();
    hostPort = LocalPort.from(settings.hostPort());
  }

  private String origin(int port) {
    return (settings.certificate() == null ? "http" : "https") + "://localhost:" + port;
  }

  /**
   * Starts everything; when this returns, the plugin's page is served.
   *
   * @param settings where, and for how long tokens live
   * @throws IOException if a part does not start; those that did are stopped again
   * @throws SettingsException if the relay refuses a setting, or the certificate is of no use
   */
  public static Demo start(DemoSettings settings) throws IOException, SettingsException {
    Demo demo = new Demo(settings);
    boolean complete = false;
    try {
      demo.start();
      complete = true;
      return demo;
    } finally {
      if (!complete) {
        demo.close();
      }
    }
  }

  private void start() throws IOException, SettingsException {
    PrintStream log = keep(openLog());
    provider = keep(DemoProvider.start(settings.accessTokenSeconds()));
    // Before the API: it sets what the JDK's HTTP server reads once.
    if (settings.otherRelay() == null) {
      relay = keep(RelayServer.start(RelaySettings.parse(relayVariables()), log));
    } else {
      List<String> lines = new ArrayList<>();
      new TreeMap<>(relayVariables()).forEach((name, value) -> lines.add(name + "=" + value));
      Files.write(settings.relayVariablesFile(), lines);
    }
    api = keep(DemoApi.start(provider, pluginOrigin, hostUrl(), tls()));

    Map<String, String> environment = new HashMap<>();
    environment.put("VITE_RELAY", relayOrigin);
    environment.put("VITE_API", api.origin());
    if (settings.certificate() != null) {
      environment.put("TLS_CERT", settings.certificate().chain().toString());
      environment.put("TLS_KEY", settings.certificate().key().toString());
    }
    keep(NodeServer.startVite(settings.folder(), port(pluginOrigin), environment, settings.log()));
    Path config = settings.log().resolveSibling("stand-in.json");
    StandInConfig.write(config, pluginOrigin, api.origin());
    Path standIn = settings.folder().resolve("host");
    keep(NodeServer.startStandIn(standIn, hostPort, config, settings.log()));
  }

  private <T extends AutoCloseable> T keep(T part) {
    started.push(part);
    return part;
  }

  private PrintStream openLog() throws IOException {
    Files.createDirectories(settings.log().getParent());
    // Added to, because Vite writes to the same file.
    return new PrintStream(
        Files.newOutputStream(settings.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
        true);
  }

  private Tls tls() throws SettingsException {
    DemoSettings.Certificate certificate = settings.certificate();
    return certificate == null
        ? null
        : Tls.load(certificate.chain().toString(), certificate.key().toString());
  }

  /** What the relay would find in its environment. */
  Map<String, String> relayVariables() throws IOException {
    Map<String, String> variables = new HashMap<>();
    if (settings.otherRelay() == null) {
      variables.put("PORT", Integer.toString(port(relayOrigin)));
    }
    variables.put("CLIENT_ID", "latchkey-demo");
    // The provider takes any. A real one has no business in a source file.
    variables.put("CLIENT_SECRET", "no-secret-but-long-enough-to-seal-with");
    variables.put("REDIRECT_URI", relayOrigin + "/redirect");
    variables.put("AUTHORIZE_ENDPOINT", provider.authorizeEndpoint().toString());
    variables.put("TOKEN_ENDPOINT", provider.tokenEndpoint().toString());
    variables.put("REVOCATION_ENDPOINT", provider.revocationEndpoint().toString());
    variables.put("SCOPE", "openid");
    variables.put("PLUGIN_URI", pluginOrigin);
    variables.put("PLUGIN_NAME", "Latchkey Demo");
    byte[] icon = Files.readAllBytes(settings.folder().resolve("public/icon.svg"));
    variables.put(
        "PLUGIN_ICON", "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(icon));
    variables.put("LOGIN_CONFIRMATION", "page");
    if (settings.certificate() != null) {
      variables.put("TLS_CERT", settings.certificate().chain().toString());
      variables.put("TLS_KEY", settings.certificate().key().toString());
    }
    variables.putAll(settings.relayVariables());
    return variables;
  }

  private static int port(String origin) {
    return Integer.parseInt(origin.substring(origin.lastIndexOf(':') + 1));
  }

  /**
   * The origin and page of the stand-in for Framer's window. On 127.0.0.1, because browsers treat
   * that as another site than localhost, as Framer's site is another than the plugin's.
   */
  public String hostUrl() {
    return "http://127.0.0.1:" + hostPort;
  }

  /** The page of the plugin alone, which is its origin too. */
  public String pluginUrl() {
    return pluginOrigin;
  }

  /** The relay's origin. */
  String relayUrl() {
    return relayOrigin;
  }

  /** The relay, for tests that stop it early; null if it is started elsewhere. */
  RelayServer relay() {
    return relay;
  }

  /** The provider, for tests that take back what it gave. */
  DemoProvider provider() {
    return provider;
  }

  /** The API, for tests that order something of it. */
  DemoApi api() {
    return api;
  }

  /** Stops everything, what started last first. */
  @Override
  public void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception failed) {
        // The others have to stop all the same.
        System.err.println("while stopping: " + failed);
      }
    }
  }
}
