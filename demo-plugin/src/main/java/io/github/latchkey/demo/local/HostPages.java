package io.github.latchkey.demo.local;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Serves the stand-in for Framer's window. On 127.0.0.1, because to a browser that is another site
 * than localhost, as Framer's is another than the plugin's: what a frame may store and open depends
 * on that.
 */
public final class HostPages implements AutoCloseable {
  private static final Map<String, String> TYPES =
      Map.of("html", "text/html", "js", "text/javascript", "css", "text/css");

  private final HttpServer server;
  private final Path folder;
  private final byte[] settings;

  private HostPages(HttpServer server, Path folder, Map<String, Object> settings) {
    this.server = server;
    this.folder = folder;
    this.settings = JSONObjectUtils.toJSONString(settings).getBytes(StandardCharsets.UTF_8);
    server.createContext("/", this::answer);
  }

  /** The origin that a stand-in on a port has. */
  static String origin(int port) {
    return "http://127.0.0.1:" + port;
  }

  /**
   * Starts serving.
   *
   * @param folder where the pages lie
   * @param plugin the page that they open
   * @param api the API that they send orders to
   */
  public static HostPages start(Path folder, int port, String plugin, String api)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    HttpServer server = HttpServer.create(address, 0);
    HostPages pages = new HostPages(server, folder, Map.of("plugin", plugin, "api", api));
    server.start();
    return pages;
  }

  /** Its origin. */
  public String origin() {
    return origin(server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String name = path.equals("/") ? "index.html" : path.substring(1);
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      if (name.equals("settings.json")) {
        send(exchange, "application/json", settings);
        return;
      }
      String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      Path file = folder.resolve(name);
      if (type == null || name.contains("/") || !Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      send(exchange, type, Files.readAllBytes(file));
    }
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
