package io.github.latchkey.demo.local;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.latchkey.demo.local.catalogue.Catalogue;
import io.github.latchkey.demo.local.catalogue.Faults;
import io.github.latchkey.demo.local.catalogue.Faults.Fault;
import io.github.latchkey.demo.local.catalogue.Row;
import io.github.latchkey.relay.server.settings.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What the plugin calls with its token: {@code GET /profile} says who one is, {@code GET /rows} has
 * a table, twenty rows a page. {@code POST /orders}, from the stand-in for Framer's window, orders
 * faults and changes of the table, so that one can see what a plugin makes of them.
 */
final class DemoApi implements AutoCloseable {
  private static final int PAGE_ROWS = 20;
  private static final int SLOW_MILLIS = 3000;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final String pluginOrigin;
  private final String hostOrigin;
  private final AccessTokens tokens;
  private final Catalogue catalogue = new Catalogue();
  private final Faults faults = new Faults();

  private DemoApi(HttpServer server, DemoProvider provider, String pluginOrigin, String hostOrigin)
      throws IOException {
    this.server = server;
    this.pluginOrigin = pluginOrigin;
    this.hostOrigin = hostOrigin;
    tokens = new AccessTokens(provider);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
  }

  /**
   * Starts the API on a free port of localhost.
   *
   * @param provider whose tokens it takes
   * @param pluginOrigin the one origin whose pages may read its answers
   * @param hostOrigin the one origin whose pages may order something of it
   * @param tls the certificate to serve https with; null for plain http
   */
  static DemoApi start(DemoProvider provider, String pluginOrigin, String hostOrigin, Tls tls)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("localhost"), 0);
    HttpServer server;
    if (tls == null) {
      server = HttpServer.create(address, 0);
    } else {
      HttpsServer https = HttpsServer.create(address, 0);
      https.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
      server = https;
    }
    DemoApi api = new DemoApi(server, provider, pluginOrigin, hostOrigin);
    server.start();
    return api;
  }

  /** Its origin, such as {@code http://localhost:40123}. */
  String origin() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return scheme + "://localhost:" + server.getAddress().getPort();
  }

  /** Its table. */
  Catalogue catalogue() {
    return catalogue;
  }

  /** What goes wrong next. */
  Faults faults() {
    return faults;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      headers.set("Vary", "Origin");
      headers.set("Cache-Control", "no-store");
      switch (exchange.getRequestURI().getRawPath()) {
        case "/profile", "/rows" -> read(exchange);
        case "/orders" -> order(exchange);
        default -> exchange.sendResponseHeaders(404, -1);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(HttpExchange exchange) throws IOException, InterruptedException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Access-Control-Allow-Origin", pluginOrigin);
    headers.set("Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After");
    switch (exchange.getRequestMethod()) {
      case "GET" -> readWithToken(exchange);
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

  /** RFC 6750: 3 for the two refusals. */
  private void readWithToken(HttpExchange exchange) throws IOException, InterruptedException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null || !authorization.startsWith("Bearer ")) {
      refuse(exchange, "Bearer realm=\"demo\"");
      return;
    }
    String token = authorization.substring("Bearer ".length());
    String name = tokens.name(token);
    if (name == null) {
      refuse(exchange, "Bearer realm=\"demo\", error=\"invalid_token\"");
    } else if (exchange.getRequestURI().getRawPath().equals("/profile")) {
      send(exchange, Map.of("name", name));
    } else {
      rows(exchange, token);
    }
  }

  private static void refuse(HttpExchange exchange, String challenge) throws IOException {
    exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
    exchange.sendResponseHeaders(401, -1);
  }

  private void rows(HttpExchange exchange, String token) throws IOException, InterruptedException {
    Catalogue.Page page = catalogue.page(query(exchange).get("cursor"), PAGE_ROWS);
    if (page == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    Fault fault = faults.take(page.number());
    if (fault == Fault.TOKEN_ENDED) {
      tokens.end(token);
      refuse(exchange, "Bearer realm=\"demo\", error=\"invalid_token\"");
      return;
    }
    if (fault == Fault.TOO_MANY_REQUESTS) {
      exchange.getResponseHeaders().set("Retry-After", "1");
      exchange.sendResponseHeaders(429, -1);
      return;
    }
    if (fault == Fault.SERVER_ERROR) {
      exchange.sendResponseHeaders(500, -1);
      return;
    }
    if (fault == Fault.CUT) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      return;
    }
    if (fault == Fault.SLOW) {
      Thread.sleep(SLOW_MILLIS);
    }
    if (fault == Fault.HELD) {
      faults.awaitRelease();
    }
    Map<String, Object> json = new HashMap<>();
    json.put("rows", page.rows().stream().map(Row::toJson).toList());
    json.put("next", page.next());
    json.put("total", page.total());
    send(exchange, json);
  }

  /** Not for pages of any other origin: a form could send it, but its Origin would say so. */
  private void order(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Access-Control-Allow-Origin", hostOrigin);
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    if (!exchange.getRequestMethod().equals("POST") || !hostOrigin.equals(origin)) {
      exchange.sendResponseHeaders(403, -1);
      return;
    }
    Map<String, String> order = query(exchange);
    Fault fault = Fault.named(order.get("fault"));
    boolean isKnown = true;
    if (fault != null) {
      faults.order(fault, 0);
    } else if ("change".equals(order.get("table"))) {
      catalogue.change();
    } else if ("first".equals(order.get("table"))) {
      catalogue.reset();
    } else {
      isKnown = false;
    }
    exchange.sendResponseHeaders(isKnown ? 204 : 400, -1);
  }

  /** The query's parameters; none that the API knows needs decoding. */
  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> parameters = new HashMap<>();
    String query = exchange.getRequestURI().getQuery();
    if (query != null) {
      for (String parameter : query.split("&")) {
        int end = parameter.indexOf('=');
        if (end > 0) {
          parameters.put(parameter.substring(0, end), parameter.substring(end + 1));
        }
      }
    }
    return parameters;
  }

  private static void send(HttpExchange exchange, Map<String, ?> json) throws IOException {
    byte[] body = JSONObjectUtils.toJSONString(json).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
