package io.github.latchkey.relay.server.metrics;

import com.sun.net.httpserver.HttpExchange;
import io.github.latchkey.relay.settings.OperationSettings;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.io.IOException;
import java.net.InetAddress;

/**
 * {@code GET /metrics} on a port of its own, so that users of the relay cannot reach it. It speaks
 * plain http, for a trusted network, and listens on loopback unless {@code METRICS_ADDRESS} is set.
 */
public final class MetricsServer implements AutoCloseable {
  private final HTTPServer server;

  private MetricsServer(HTTPServer server) {
    this.server = server;
  }

  /**
   * Starts the server.
   *
   * @throws IOException if the port cannot be listened on; the message names {@code METRICS_PORT}
   */
  public static MetricsServer start(OperationSettings settings, Metrics metrics)
      throws IOException {
    InetAddress address =
        settings.metricsAddress() == null
            ? InetAddress.getLoopbackAddress()
            : InetAddress.getByName(settings.metricsAddress());
    try {
      return new MetricsServer(
          HTTPServer.builder()
              .inetAddress(address)
              .port(settings.metricsPort())
              .registry(metrics.registry())
              .registerHealthHandler(false)
              .defaultHandler(MetricsServer::refuse)
              .buildAndStart());
    } catch (IOException e) {
      throw new IOException("METRICS_PORT " + settings.metricsPort() + ": " + e.getMessage());
    }
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(404, -1);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
