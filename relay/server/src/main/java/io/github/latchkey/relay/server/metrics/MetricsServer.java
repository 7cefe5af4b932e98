package io.github.latchkey.relay.server.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.latchkey.relay.settings.OperationSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code GET /metrics} on a port of its own, so that whoever may use the relay need not see it.
 * Plain http: it is for a network that one trusts, and loopback unless told otherwise.
 */
public final class MetricsServer implements AutoCloseable {
  private static final String PATH = "/metrics";

  private final HttpServer server;
  private final ExecutorService threads;

  private MetricsServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts it.
   *
   * @throws IOException where the port cannot be listened on; the message names {@code
   *     METRICS_PORT}
   */
  public static MetricsServer start(OperationSettings settings, Metrics metrics)
      throws IOException {
    InetAddress address =
        settings.metricsAddress() == null
            ? InetAddress.getLoopbackAddress()
            : InetAddress.getByName(settings.metricsAddress());
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(address, settings.metricsPort()), 0);
    } catch (IOException e) {
      throw new IOException("METRICS_PORT " + settings.metricsPort() + ": " + e.getMessage());
    }
    // A few, so that one who reads slowly does not keep the next one waiting.
    ExecutorService threads =
        Executors.newFixedThreadPool(
            4,
            task -> {
              Thread thread = new Thread(task, "latchkey-metrics");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, metrics));
    server.start();
    return new MetricsServer(server, threads);
  }

  private static void answer(HttpExchange exchange, Metrics metrics) throws IOException {
    try (exchange) {
      boolean isRead = exchange.getRequestMethod().equals("GET");
      if (!exchange.getRequestURI().getRawPath().equals(PATH) || !isRead) {
        exchange.sendResponseHeaders(isRead ? 404 : 405, -1);
        return;
      }
      byte[] page = metrics.page().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", Page.TYPE);
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
