package io.github.latchkey.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves pages and scripts on an origin of its own, as a plugin's dev server does. */
public final class StaticPages implements AutoCloseable {
  private record Content(String type, byte[] bytes) {}

  private final HttpServer server;
  private final Map<String, Content> contents = new ConcurrentHashMap<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();

  private StaticPages() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            requests.incrementAndGet();
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (authorization != null) {
              authorizations.add(authorization);
            }
            if (exchange.getRequestMethod().equals("OPTIONS")) {
              // Lets a token through, so that it is the browser or the plugin that keeps it back.
              exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
              exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "authorization");
              exchange.sendResponseHeaders(204, -1);
              return;
            }
            Content content = contents.get(exchange.getRequestURI().getPath());
            if (content == null) {
              exchange.sendResponseHeaders(404, -1);
              return;
            }
            exchange.getResponseHeaders().set("Content-Type", content.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            exchange.sendResponseHeaders(200, content.bytes().length);
            exchange.getResponseBody().write(content.bytes());
          }
        });
    server.start();
  }

  /** Starts on a free port, with nothing but React (see {@code react.mjs}) at {@code /react.js}. */
  public static StaticPages start() throws IOException {
    StaticPages pages = new StaticPages();
    try (InputStream react = StaticPages.class.getResourceAsStream("react.js")) {
      pages.contents.put("/react.js", new Content("text/javascript", react.readAllBytes()));
    }
    // Browsers ask for it, and a 404 is a message on the console.
    pages.contents.put("/favicon.ico", new Content("image/x-icon", new byte[0]));
    return pages;
  }

  /** Serves a page of HTML at {@code path}. */
  public StaticPages page(String path, String html) {
    contents.put(path, new Content("text/html", html.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  /** Serves a script that is read from a file now. */
  public StaticPages script(String path, Path file) {
    try {
      contents.put(path, new Content("text/javascript", Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** What is served at {@code path}, as text. */
  public String text(String path) {
    return new String(contents.get(path).bytes(), StandardCharsets.UTF_8);
  }

  /** How many requests came. */
  public int requests() {
    return requests.get();
  }

  /** Every {@code Authorization} that came: nobody should send one to a page. */
  public List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  /** Its origin under the name localhost. */
  public String origin() {
    return origin("localhost");
  }

  /** Its origin under another name that leads to loopback. */
  public String origin(String host) {
    return "http://" + host + ":" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
