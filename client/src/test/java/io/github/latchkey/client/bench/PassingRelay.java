package io.github.latchkey.client.bench;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A {@code /refresh} that adds the client's secret and passes each request on, as the guide's
 * backend does: with it, what a client spares the provider is its own doing.
 */
final class PassingRelay implements AutoCloseable {
  private final FakeProvider provider;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http = HttpClient.newHttpClient();

  PassingRelay(FakeProvider provider) throws IOException {
    this.provider = provider;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(threads);
    server.createContext("/refresh", this::refresh);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void refresh(HttpExchange exchange) throws IOException {
    try (exchange) {
      String query = exchange.getRequestURI().getRawQuery();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String refreshToken =
          query != null ? Form.parse(query).get("code") : Form.parse(body).get("refresh_token");
      HttpResponse<byte[]> answer = ask(refreshToken);
      exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> ask(String refreshToken) throws IOException, InterruptedException {
    String form =
        "grant_type=refresh_token&refresh_token="
            + Form.encode(refreshToken)
            + ("&client_id=" + Form.encode(provider.clientId()))
            + ("&client_secret=" + Form.encode(provider.clientSecret()));
    return http.send(
        HttpRequest.newBuilder(URI.create(provider.origin() + "/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
