package io.github.latchkey.relay.server.discovery;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An issuer on loopback that publishes what a test sets, and records its requests. */
final class Issuer implements AutoCloseable {
  /** An answer at one path. */
  record Published(int status, String location, String body) {}

  final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Published> published = new ConcurrentHashMap<>();
  private final HttpServer server;

  Issuer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestMethod() + " " + path);
            Published answer = published.getOrDefault(path, new Published(404, null, "no"));
            if (answer.location != null) {
              exchange.getResponseHeaders().set("Location", answer.location);
            }
            byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Issuer publish(String path, int status, String body) {
    published.put(path, new Published(status, null, body));
    return this;
  }

  Issuer redirect(String path, String location) {
    published.put(path, new Published(302, location, ""));
    return this;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
