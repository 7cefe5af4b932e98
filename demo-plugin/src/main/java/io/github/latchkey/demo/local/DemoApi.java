package io.github.latchkey.demo.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.latchkey.relay.server.settings.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What the plugin calls with its token: {@code GET /profile} says who one is. It believes a token
 * that the provider signed, until the second in which it ends and not a second longer: most
 * libraries allow a minute, in which the demo would show no refresh.
 */
final class ProfileApi implements AutoCloseable {
  private static final String PATH = "/profile";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final String pluginOrigin;
  private final DefaultJWTProcessor<SecurityContext> tokens = new DefaultJWTProcessor<>();

  private ProfileApi(HttpServer server, DemoProvider provider, String pluginOrigin)
      throws IOException {
    this.server = server;
    this.pluginOrigin = pluginOrigin;
    tokens.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.RS256, JWKSourceBuilder.create(provider.keys().toURL()).build()));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            DemoProvider.AUDIENCE,
            new JWTClaimsSet.Builder().issuer(provider.issuer()).build(),
            Set.of("sub", "exp"));
    claims.setMaxClockSkew(0);
    tokens.setJWTClaimsSetVerifier(claims);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
  }

  /**
   * Starts the API on a free port of localhost.
   *
   * @param provider whose tokens it takes
   * @param pluginOrigin the one origin whose pages may read its answers
   * @param tls the certificate to serve https with; null for plain http
   */
  static ProfileApi start(DemoProvider provider, String pluginOrigin, Tls tls) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("localhost"), 0);
    HttpServer server;
    if (tls == null) {
      server = HttpServer.create(address, 0);
    } else {
      HttpsServer https = HttpsServer.create(address, 0);
      https.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
      server = https;
    }
    ProfileApi api = new ProfileApi(server, provider, pluginOrigin);
    server.start();
    return api;
  }

  /** Its origin, such as {@code http://localhost:40123}. */
  String origin() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return scheme + "://localhost:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      headers.set("Access-Control-Allow-Origin", pluginOrigin);
      headers.set("Access-Control-Expose-Headers", "WWW-Authenticate");
      headers.set("Vary", "Origin");
      headers.set("Cache-Control", "no-store");
      URI target = exchange.getRequestURI();
      if (!PATH.equals(target.getRawPath())) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      switch (exchange.getRequestMethod()) {
        case "GET" -> profile(exchange);
        case "OPTIONS" -> {
          headers.set("Access-Control-Allow-Methods", "GET");
          headers.set("Access-Control-Allow-Headers", "Authorization");
          exchange.sendResponseHeaders(204, -1);
        }
        default -> {
          headers.set("Allow", "GET, OPTIONS");
          exchange.sendResponseHeaders(405, -1);
        }
      }
    }
  }

  /** RFC 6750: 3 for the two refusals. */
  private void profile(HttpExchange exchange) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    Headers headers = exchange.getResponseHeaders();
    if (authorization == null || !authorization.startsWith("Bearer ")) {
      headers.set("WWW-Authenticate", "Bearer realm=\"profile\"");
      exchange.sendResponseHeaders(401, -1);
      return;
    }
    String name;
    try {
      name = tokens.process(authorization.substring("Bearer ".length()), null).getSubject();
    } catch (ParseException | BadJOSEException | JOSEException refused) {
      headers.set("WWW-Authenticate", "Bearer realm=\"profile\", error=\"invalid_token\"");
      exchange.sendResponseHeaders(401, -1);
      return;
    }
    byte[] body =
        JSONObjectUtils.toJSONString(Map.of("name", name)).getBytes(StandardCharsets.UTF_8);
    headers.set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
