package io.github.latchkey.relay.browser.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.latchkey.relay.server.RelayClient;
import io.github.latchkey.relay.server.RelayServer;
import io.github.latchkey.relay.server.settings.Certificates;
import io.github.latchkey.relay.server.settings.Tls;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A relay that asks for confirmation, on http or https of localhost, before a provider that
 * redirects twice, on two other ports of another site, before it shows its own page.
 */
final class Site implements AutoCloseable {
  final FakeProvider provider = FakeProvider.start();
  private final Path certificate;
  private final Path key;
  private final HttpServer front;
  private final RelayServer relay;
  private final HttpClient http;
  private final String origin;

  /**
   * Starts it.
   *
   * @param scheme http or https
   * @param directory where a certificate may be made
   */
  Site(String scheme, Path directory) throws Exception {
    boolean isTls = scheme.equals("https");
    certificate = isTls ? Certificates.openssl(directory, "site", "rsa:2048") : null;
    key = isTls ? directory.resolve("site-key.pem") : null;
    front = isTls ? tlsServer() : HttpServer.create(loopback(), 0);
    // Each redirect of a provider's own login.
    front.createContext("/authorize", exchange -> redirect(exchange, frontOrigin() + "/session"));
    front.createContext(
        "/session", exchange -> redirect(exchange, provider.origin() + "/authorize"));
    front.start();
    int port = FreePort.find();
    origin = scheme + "://localhost:" + port;
    Map<String, String> settings = provider.relaySettings(port);
    settings.put("REDIRECT_URI", origin + "/redirect");
    settings.put("AUTHORIZE_ENDPOINT", frontOrigin() + "/authorize");
    settings.put("LOGIN_CONFIRMATION", "page");
    settings.put("PLUGIN_NAME", "Latchkey");
    if (isTls) {
      settings.put("TLS_CERT", certificate.toString());
      settings.put("TLS_KEY", key.toString());
    }
    provider.registerRedirectUri(origin + "/redirect");
    relay =
        RelayServer.start(
            RelaySettings.parse(settings),
            new PrintStream(PrintStream.nullOutputStream(), false, UTF_8));
    HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    http = isTls ? client.sslContext(trusting(certificate)).build() : client.build();
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private HttpServer tlsServer() throws Exception {
    HttpsServer server = HttpsServer.create(loopback(), 0);
    Tls tls = Tls.load(certificate.toString(), key.toString());
    server.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
    return server;
  }

  private static SSLContext trusting(Path certificate) throws Exception {
    KeyStore roots = KeyStore.getInstance("PKCS12");
    roots.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      roots.setCertificateEntry(
          "root", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(roots);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    try (exchange) {
      String location = to + "?" + exchange.getRequestURI().getRawQuery();
      exchange.getResponseHeaders().set("Location", location);
      exchange.sendResponseHeaders(302, -1);
    }
  }

  /** Where the provider's redirects begin. */
  String frontOrigin() {
    String scheme = certificate == null ? "http" : "https";
    return scheme + "://127.0.0.1:" + front.getAddress().getPort();
  }

  /** The relay's origin. */
  String origin() {
    return origin;
  }

  RelayClient.Login authorize() throws Exception {
    String answer = post("/authorize", "").body();
    return new RelayClient.Login(
        RelayClient.member(answer, "url"), RelayClient.member(answer, "readKey"));
  }

  int poll(RelayClient.Login login) throws Exception {
    return post("/poll", "readKey=" + login.readKey()).statusCode();
  }

  private HttpResponse<String> post(String target, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(origin + target))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Override
  public void close() {
    relay.close();
    front.stop(0);
    provider.close();
  }
}
