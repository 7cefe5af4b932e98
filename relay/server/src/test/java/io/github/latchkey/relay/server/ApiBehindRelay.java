package io.github.latchkey.relay.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** An API that does what a test asks of it. */
final class ApiBehindRelay implements AutoCloseable {
  final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  final AtomicInteger waiting = new AtomicInteger();
  final CountDownLatch released = new CountDownLatch(1);
  final Semaphore steps = new Semaphore(0);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  ApiBehindRelay() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String[] words = path.split("/");
    switch (words.length < 2 ? "" : words[1]) {
      case "echo" -> echo(exchange);
      case "hostile" -> hostile(exchange);
      case "wait" -> hold(exchange);
      case "steps" -> step(exchange);
      case "read" -> read(exchange);
      case "bytes" -> bytes(exchange, Long.parseLong(words[2]), words[3].equals("chunked"));
      case "cut" -> cut(exchange);
      case "hangup" -> throw new IOException("hung up on purpose");
      case "redirect" -> {
        exchange.getResponseHeaders().set("Location", "https://evil.example/");
        send(exchange, 307, "moved");
      }
      case "status" -> {
        exchange.sendResponseHeaders(Integer.parseInt(words[2]), -1);
        exchange.close();
      }
      default -> send(exchange, 404, "nothing");
    }
  }

  private void echo(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    StringBuilder text = new StringBuilder(exchange.getRequestMethod());
    text.append(' ').append(exchange.getRequestURI()).append(' ').append(body.length).append('\n');
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> text.append(name).append(": ").append(values).append('\n'));
    seen.add(text.toString());
    send(exchange, 200, text.toString());
  }

  private static void hostile(HttpExchange exchange) throws IOException {
    Map.of(
            "Set-Cookie", "hostile=1",
            "Clear-Site-Data", "\"*\"",
            "Strict-Transport-Security", "max-age=31536000; hostile",
            "NEL", "{\"hostile\":1}",
            "Report-To", "{\"hostile\":1}",
            "Access-Control-Allow-Origin", "https://hostile.example",
            "Content-Security-Policy", "script-src hostile.example",
            "Refresh", "0;url=https://hostile.example",
            "Content-Type", "text/html",
            "X-RateLimit-Remaining", "9")
        .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    send(exchange, 200, "<script>alert(1)</script>");
  }

  private void hold(HttpExchange exchange) throws IOException {
    waiting.incrementAndGet();
    try {
      released.await();
    } catch (InterruptedException e) {
      return;
    }
    send(exchange, 200, "late");
  }

  /** Sends a piece for each step. */
  private void step(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    try {
      for (int i = 0; i < 3; i++) {
        steps.acquire();
        body.write(("piece " + i + "\n").getBytes(UTF_8));
        body.flush();
      }
    } catch (InterruptedException e) {
      return;
    }
    exchange.close();
  }

  /** Tells of each byte that it reads. */
  private void read(HttpExchange exchange) throws IOException {
    for (int b = exchange.getRequestBody().read(); b >= 0; b = exchange.getRequestBody().read()) {
      seen.add(String.valueOf((char) b));
    }
    send(exchange, 200, "read");
  }

  private void bytes(HttpExchange exchange, long count, boolean isChunked) throws IOException {
    exchange.sendResponseHeaders(200, isChunked ? 0 : count);
    byte[] piece = new byte[8192];
    OutputStream body = exchange.getResponseBody();
    for (long left = count; left > 0; left -= piece.length) {
      body.write(piece, 0, (int) Math.min(left, piece.length));
    }
    exchange.close();
  }

  /** Ends in the middle of an answer of unknown length. */
  private void cut(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write("half".getBytes(UTF_8));
    exchange.getResponseBody().flush();
    throw new IOException("cut on purpose");
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
