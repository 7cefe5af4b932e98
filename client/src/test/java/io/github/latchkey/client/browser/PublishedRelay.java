package io.github.latchkey.client.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.Form;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A stand-in for the relay that Framer publishes, as far as a plugin sees it: {@code /authorize}
 * answers {@code url} and {@code readKey} alone, {@code /poll} and {@code /refresh} take their one
 * parameter from the query, tokens are given once, 404 is pending, and every refusal is a bare 400.
 */
final class PublishedRelay implements AutoCloseable {
  private final FakeProvider provider;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> readKeysByState = new HashMap<>();
  private final Map<String, String> tokensByReadKey = new HashMap<>();
  private final List<String> targets = new CopyOnWriteArrayList<>();

  private PublishedRelay(FakeProvider provider) throws IOException {
    this.provider = provider;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  static PublishedRelay start(FakeProvider provider) throws IOException {
    PublishedRelay relay = new PublishedRelay(provider);
    provider.pkceRequired(false);
    provider.registerRedirectUri(relay.redirectUri());
    return relay;
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Method and target of each request. */
  List<String> targets() {
    return new ArrayList<>(targets);
  }

  private String redirectUri() {
    return url() + "/redirect";
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI target = exchange.getRequestURI();
      targets.add(exchange.getRequestMethod() + " " + target);
      Map<String, String> query =
          Form.parse(target.getRawQuery() == null ? "" : target.getRawQuery());
      exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
      switch (exchange.getRequestMethod() + " " + target.getPath()) {
        case "POST /authorize" -> authorize(exchange);
        case "GET /redirect" -> redirect(exchange, query);
        case "POST /poll" -> poll(exchange, query.get("readKey"));
        case "POST /refresh" -> refresh(exchange, query.get("code"));
        default -> send(exchange, 404, "text/plain", "Not Found");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void authorize(HttpExchange exchange) throws IOException {
    String readKey = provider.canaries().remember(UUID.randomUUID().toString());
    String state = UUID.randomUUID().toString();
    readKeysByState.put(state, readKey);
    String url =
        provider.origin()
            + "/authorize?response_type=code&client_id="
            + provider.clientId()
            + "&redirect_uri="
            + Form.encode(redirectUri())
            + "&state="
            + state;
    send(
        exchange,
        200,
        "application/json",
        "{\"url\":\"" + url + "\",\"readKey\":\"" + readKey + "\"}");
  }

  private void redirect(HttpExchange exchange, Map<String, String> query)
      throws IOException, InterruptedException {
    HttpResponse<String> tokens =
        token(
            "grant_type=authorization_code&code="
                + Form.encode(query.get("code"))
                + "&redirect_uri="
                + Form.encode(redirectUri()));
    if (tokens.statusCode() == 200) {
      tokensByReadKey.put(readKeysByState.remove(query.get("state")), tokens.body());
    }
    send(exchange, 200, "text/html", "<!doctype html><p>You can close this window.");
  }

  private void poll(HttpExchange exchange, String readKey) throws IOException {
    if (readKey == null) {
      badRequest(exchange);
      return;
    }
    String tokens = tokensByReadKey.remove(readKey);
    if (tokens == null) {
      send(exchange, 404, "text/plain", "Not Found");
    } else {
      send(exchange, 200, "application/json", tokens);
    }
  }

  private void refresh(HttpExchange exchange, String refreshToken)
      throws IOException, InterruptedException {
    if (refreshToken == null) {
      badRequest(exchange);
      return;
    }
    HttpResponse<String> tokens =
        token("grant_type=refresh_token&refresh_token=" + Form.encode(refreshToken));
    if (tokens.statusCode() == 200) {
      send(exchange, 200, "application/json", tokens.body());
    } else {
      badRequest(exchange);
    }
  }

  private HttpResponse<String> token(String form) throws IOException, InterruptedException {
    String credentials =
        "&client_id=" + provider.clientId() + "&client_secret=" + provider.clientSecret();
    return http.send(
        HttpRequest.newBuilder(URI.create(provider.origin() + "/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form + credentials))
            .build(),
        BodyHandlers.ofString());
  }

  private static void badRequest(HttpExchange exchange) throws IOException {
    send(exchange, 400, "text/plain", "Bad Request");
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
