package io.github.latchkey.relay.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.latchkey.relay.Answer;
import io.github.latchkey.relay.Forward;
import io.github.latchkey.relay.Reply;
import io.github.latchkey.relay.Request;
import io.github.latchkey.relay.Wait;
import io.github.latchkey.relay.server.Parking.Outcome;
import io.github.latchkey.relay.server.api.ApiAnswer;
import io.github.latchkey.relay.server.api.PassThrough;
import io.github.latchkey.relay.server.metrics.Metrics;
import io.github.latchkey.relay.server.settings.TrustedProxies;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes each request to the core as it came, and the core's answer back. */
final class RequestHandler implements HttpHandler {
  private static final Reply FAULT = plain(500, "The relay failed.", null);
  private static final Reply STOPPING = plain(503, "The relay is stopping. Try again.", "stopping");

  /** Names that most requests have, as the JDK's server writes them: a held poll keeps its own. */
  private static final Map<String, String> LOWER_CASE =
      Stream.of(
              "Accept",
              "Accept-encoding",
              "Accept-language",
              "Connection",
              "Content-length",
              "Content-type",
              "Host",
              "Origin",
              "Referer",
              "User-agent",
              "X-forwarded-for")
          .collect(Collectors.toMap(name -> name, name -> name.toLowerCase(Locale.ROOT)));

  private final Core core;
  private final Parking parking;
  private final PassThrough passThrough;
  private final TrustedProxies trustedProxies;
  private final RelayLog log;
  private final Metrics metrics;
  private final InFlight inFlight = new InFlight();
  private final AtomicLong count = new AtomicLong();
  private final String idPrefix = Long.toString(System.currentTimeMillis() / 1000, 36) + "-";
  private final AtomicBoolean hasWarnedOfProxy = new AtomicBoolean();
  private volatile boolean stopping;

  /** What answers. */
  interface Core {
    /**
     * Answers one request.
     *
     * @param address where it came from, as limits count it
     */
    Answer handle(Request request, InetAddress address);

    /** Whether it wants the body of a request to this target; otherwise that stays unread. */
    default boolean readsBody(String target) {
      return true;
    }
  }

  RequestHandler(
      Core core,
      Parking parking,
      PassThrough passThrough,
      TrustedProxies trustedProxies,
      RelayLog log,
      Metrics metrics) {
    this.core = core;
    this.parking = parking;
    this.passThrough = passThrough;
    this.trustedProxies = trustedProxies;
    this.log = log;
    this.metrics = metrics;
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
    InetAddress caller = caller(exchange);
    long signalsBefore = parking.signals();
    Outcome outcome = Outcome.of(() -> core.handle(request, caller));
    if (outcome.answer() instanceof Wait wait) {
      parking.park(wait, caller, signalsBefore, turn::finish);
    } else if (outcome.answer() instanceof Forward forward) {
      turn.pass(forward, caller);
    } else {
      turn.finish(outcome);
    }
  }

  /** The address that limits are counted by. */
  private InetAddress caller(HttpExchange exchange) {
    List<String> forwardedFor =
        exchange.getRequestHeaders().getOrDefault("X-Forwarded-For", List.of());
    InetAddress peer = exchange.getRemoteAddress().getAddress();
    if (!forwardedFor.isEmpty()
        && !trustedProxies.isTrusted(peer)
        && hasWarnedOfProxy.compareAndSet(false, true)) {
      log.warning(
          "X-Forwarded-For came from an address that TRUSTED_PROXIES does not name: if that is a"
              + " proxy of yours, all of its callers share the limits of one.");
    }
    return trustedProxies.caller(peer, forwardedFor);
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

  int calls() {
    return passThrough.running();
  }

  private Request read(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.merge(lowerCase(name), values, RequestHandler::joined));
    // A URI keeps the text that it was parsed from.
    String target = exchange.getRequestURI().toString();
    int most = core.readsBody(target) ? Request.BODY_MAX_BYTES + 1 : 0;
    byte[] body = exchange.getRequestBody().readNBytes(most);
    return new Request(
        exchange.getRequestMethod(),
        target,
        headers,
        body.length > Request.BODY_MAX_BYTES ? null : body);
  }

  private static String lowerCase(String name) {
    String known = LOWER_CASE.get(name);
    return known == null ? name.toLowerCase(Locale.ROOT) : known;
  }

  private static List<String> joined(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private static Reply plain(int status, String line, String note) {
    return new Reply(
        status,
        List.of(
            Map.entry("Content-Type", "text/plain; charset=utf-8"),
            Map.entry("Cache-Control", "no-store"),
            // A constant that any page may read: one that may not would take it for a refusal.
            Map.entry("Access-Control-Allow-Origin", "*"),
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
        end(reply, sent, sent ? reply.note() : "unsent");
      }
    }

    /** Logged when it is over, so that the time is the caller's. */
    private void end(Reply reply, boolean isSent, String note) {
      metrics.request(reply.route(), reply.status(), isSent);
      log.request(
          id,
          exchange.getRequestMethod(),
          reply.route(),
          reply.status(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos),
          note);
      inFlight.end();
    }

    private void addHeaders(Reply reply) {
      Headers headers = exchange.getResponseHeaders();
      reply.headers().forEach(header -> headers.add(header.getKey(), header.getValue()));
    }

    /** Passes an API call on and its answer back, on this thread. */
    void pass(Forward forward, InetAddress address) throws IOException {
      ApiAnswer answer;
      try {
        answer = passThrough.call(forward, address, exchange.getRequestBody());
      } catch (RuntimeException e) {
        finish(new Outcome(null, e));
        return;
      }
      try (answer) {
        if (answer.isBodyPassed()) {
          stream(answer);
        } else {
          finish(answer.head());
        }
      }
    }

    private void stream(ApiAnswer answer) throws IOException {
      Reply head = answer.head();
      boolean whole = false;
      try {
        addHeaders(head);
        boolean bodiless = head.status() == 204 || head.status() == 304 || answer.bytes() == 0;
        if (exchange.getRequestMethod().equals("HEAD") || bodiless) {
          if (answer.bytes() > 0) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(answer.bytes()));
          }
          exchange.sendResponseHeaders(head.status(), -1);
        } else {
          // 0 means chunked.
          exchange.sendResponseHeaders(head.status(), Math.max(0, answer.bytes()));
          answer.copyTo(exchange.getResponseBody());
        }
        whole = true;
      } finally {
        // Closing would end the chunks as if nothing were missing. What is thrown out of the
        // handler
        // makes the server cut the connection.
        if (whole) {
          exchange.close();
        }
        end(head, whole, whole ? head.note() : head.note() + ", cut off");
      }
    }

    void abandon() {
      exchange.close();
      inFlight.end();
    }

    private void send(Reply reply) throws IOException {
      addHeaders(reply);
      boolean bodiless = reply.status() == 204 || reply.status() == 304;
      if (exchange.getRequestMethod().equals("HEAD") && !bodiless) {
        exchange.getResponseHeaders().set("Content-Length", String.valueOf(reply.body().length));
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
