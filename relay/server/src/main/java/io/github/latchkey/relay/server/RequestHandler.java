package io.github.latchkey.relay.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.latchkey.relay.Answer;
import io.github.latchkey.relay.Reply;
import io.github.latchkey.relay.Request;
import io.github.latchkey.relay.Wait;
import io.github.latchkey.relay.server.Parking.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Takes each request to the core as it came, and the core's answer back. */
final class RequestHandler implements HttpHandler {
  private static final Reply FAULT = plain(500, "The relay failed.", null);
  private static final Reply STOPPING = plain(503, "The relay is stopping. Try again.", "stopping");

  private final Function<Request, Answer> core;
  private final Parking parking;
  private final RelayLog log;
  private final InFlight inFlight = new InFlight();
  private final AtomicLong count = new AtomicLong();
  private final String idPrefix = Long.toString(System.currentTimeMillis() / 1000, 36) + "-";
  private volatile boolean stopping;

  RequestHandler(Function<Request, Answer> core, Parking parking, RelayLog log) {
    this.core = core;
    this.parking = parking;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Turn turn = new Turn(exchange, idPrefix + count.incrementAndGet(), System.nanoTime());
    inFlight.begin();
    if (stopping) {
      turn.finish(STOPPING);
      return;
    }
    Request request;
    try {
      request = read(exchange);
    } catch (IOException e) {
      // Too slow, or gone: there is nobody to answer.
      turn.abandon();
      return;
    }
    long signalsBefore = parking.signals();
    Outcome outcome = Outcome.of(() -> core.apply(request));
    if (outcome.answer() instanceof Wait wait) {
      parking.park(wait, exchange.getRemoteAddress().getAddress(), signalsBefore, turn::finish);
    } else {
      turn.finish(outcome);
    }
  }

  /**
   * Turns away what comes from now on, and waits for what has come before.
   *
   * @return false where some of it was not done within this time
   */
  boolean stop(long waitMillis) throws InterruptedException {
    stopping = true;
    parking.close();
    return inFlight.awaitNone(waitMillis);
  }

  int parked() {
    return parking.size();
  }

  private static Request read(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                headers
                    .computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .addAll(values));
    byte[] body = exchange.getRequestBody().readNBytes(Request.BODY_MAX_BYTES + 1);
    return new Request(
        exchange.getRequestMethod(),
        // A URI keeps the text that it was parsed from.
        exchange.getRequestURI().toString(),
        headers,
        body.length > Request.BODY_MAX_BYTES ? null : body);
  }

  private static Reply plain(int status, String line, String note) {
    return new Reply(
        status,
        List.of(
            Map.entry("Content-Type", "text/plain; charset=utf-8"),
            Map.entry("Cache-Control", "no-store"),
            Map.entry("Connection", "close")),
        (line + "\n").getBytes(StandardCharsets.UTF_8),
        "-",
        note);
  }

  /** One request from its first byte to its end, whichever thread is at it. */
  private final class Turn {
    private final HttpExchange exchange;
    private final String id;
    private final long startNanos;

    Turn(HttpExchange exchange, String id, long startNanos) {
      this.exchange = exchange;
      this.id = id;
      this.startNanos = startNanos;
    }

    void finish(Outcome outcome) {
      Reply reply = outcome.reply();
      if (reply == null) {
        log.failure(
            id,
            outcome.failure() == null
                ? new IllegalStateException("a wait after the last question")
                : outcome.failure());
        reply = FAULT;
      }
      finish(reply);
    }

    void finish(Reply reply) {
      boolean sent = false;
      try {
        send(reply);
        sent = true;
      } catch (IOException | RuntimeException e) {
        // The peer went away.
      } finally {
        // Closing its streams instead would leak the connection of a peer that went away.
        exchange.close();
        // Logged when it is over, so that the time is the caller's.
        log.request(
            id,
            exchange.getRequestMethod(),
            reply.route(),
            reply.status(),
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos),
            sent ? reply.note() : "unsent");
        inFlight.end();
      }
    }

    void abandon() {
      exchange.close();
      inFlight.end();
    }

    private void send(Reply reply) throws IOException {
      Headers headers = exchange.getResponseHeaders();
      reply.headers().forEach(header -> headers.add(header.getKey(), header.getValue()));
      boolean bodiless = reply.status() == 204 || reply.status() == 304;
      if (exchange.getRequestMethod().equals("HEAD") && !bodiless) {
        headers.set("Content-Length", String.valueOf(reply.body().length));
        exchange.sendResponseHeaders(reply.status(), -1);
      } else if (bodiless || reply.body().length == 0) {
        // 0 would mean chunked, -1 means none.
        exchange.sendResponseHeaders(reply.status(), -1);
      } else {
        exchange.sendResponseHeaders(reply.status(), reply.body().length);
        OutputStream body = exchange.getResponseBody();
        body.write(reply.body());
        body.flush();
      }
    }
  }
}
