package io.github.latchkey.relay.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Forward;
import io.github.latchkey.relay.http.Request;
import io.github.latchkey.relay.http.Wait;
import io.github.latchkey.relay.server.api.PassThrough;
import io.github.latchkey.relay.server.limit.ConcurrencyLimit;
import io.github.latchkey.relay.server.limit.InFlight;
import io.github.latchkey.relay.server.limit.KeptConnections;
import io.github.latchkey.relay.server.log.RelayLog;
import io.github.latchkey.relay.server.metrics.Metrics;
import io.github.latchkey.relay.server.settings.TrustedProxies;
import io.github.latchkey.relay.server.wait.LongPolls;
import io.github.latchkey.relay.server.wait.LongPolls.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes each request to the core as it came, and the core's answer back. */
final class RequestHandler implements HttpHandler {
  /** One address may send so much of what can be read at once: its slow bodies end there. */
  static final int BODIES_SHARE = 8;

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
  private final LongPolls longPolls;
  private final PassThrough passThrough;
  private final TrustedProxies trustedProxies;
  private final RelayLog log;
  private final InFlight inFlight = new InFlight();
  private final ConcurrencyLimit bodies;
  private final Exchange.Shared shared;
  private final AtomicLong count = new AtomicLong();
  private final String idPrefix = Long.toString(System.currentTimeMillis() / 1000, 36) + "-";
  private final AtomicBoolean hasWarnedOfProxy = new AtomicBoolean();
  private final AtomicBoolean hasWarnedOfAddress = new AtomicBoolean();
  private final KeptConnections keptConnections;
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
      LongPolls longPolls,
      PassThrough passThrough,
      TrustedProxies trustedProxies,
      RelayLog log,
      Metrics metrics,
      int requestsAtOnce,
      KeptConnections keptConnections) {
    this.bodies = new ConcurrencyLimit(requestsAtOnce, Math.max(8, requestsAtOnce / BODIES_SHARE));
    this.core = core;
    this.longPolls = longPolls;
    this.passThrough = passThrough;
    this.trustedProxies = trustedProxies;
    this.log = log;
    this.keptConnections = keptConnections;
    this.shared = new Exchange.Shared(passThrough, inFlight, log, metrics);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Exchange answering = new Exchange(shared, exchange, idPrefix + count.incrementAndGet());
    if (stopping) {
      answering.finish(Refusal.STOPPING);
      return;
    }
    InetSocketAddress peer = exchange.getRemoteAddress();
    InetAddress caller = caller(exchange);
    // A proxy keeps connections for all of its users, and a developer has one machine.
    boolean isLimited =
        !peer.getAddress().isLoopbackAddress() && !trustedProxies.isTrusted(peer.getAddress());
    if (isLimited && !keptConnections.mayStay(peer)) {
      exchange.getResponseHeaders().set("Connection", "close");
    }
    if (!hasBody(exchange)) {
      answer(answering, exchange, false, caller, () -> {});
      return;
    }
    if (bodies.enter(caller) != ConcurrencyLimit.Entry.TAKEN) {
      answering.refuseUnread(Refusal.BUSY);
      return;
    }
    Runnable leaving = once(() -> bodies.leave(caller));
    try {
      answer(answering, exchange, true, caller, leaving);
    } finally {
      leaving.run();
    }
  }

  /**
   * Answers the request, holds it, or passes it on; {@code bodyRead} is called once nothing more is
   * to come.
   */
  private void answer(
      Exchange answering,
      HttpExchange exchange,
      boolean hasBody,
      InetAddress caller,
      Runnable bodyRead)
      throws IOException {
    Request request;
    try {
      request = read(exchange, hasBody);
    } catch (IOException e) {
      // Too slow, or gone: there is nobody to answer.
      answering.abandon();
      return;
    }
    if (hasBody && request.body() != null && core.readsBody(request.target())) {
      bodyRead.run();
    }
    long signalsBefore = longPolls.signals();
    Outcome outcome = Outcome.of(() -> core.handle(request, caller));
    if (outcome.answer() instanceof Wait wait) {
      longPolls.hold(wait, caller, signalsBefore, answering::finish);
    } else if (outcome.answer() instanceof Forward forward) {
      answering.pass(forward, caller);
    } else {
      answering.finish(outcome);
    }
  }

  private static boolean hasBody(HttpExchange exchange) {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    return exchange.getRequestHeaders().containsKey("Transfer-Encoding")
        || length != null && !length.equals("0");
  }

  private static Runnable once(Runnable task) {
    AtomicBoolean done = new AtomicBoolean();
    return () -> {
      if (done.compareAndSet(false, true)) {
        task.run();
      }
    };
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
    return trustedProxies.caller(peer, forwardedFor, this::warnOfUnreadableAddress);
  }

  private void warnOfUnreadableAddress() {
    if (hasWarnedOfAddress.compareAndSet(false, true)) {
      log.warning(
          "X-Forwarded-For of a trusted proxy has an entry that is not an IP address, such as"
              + " \"unknown\": those requests are counted as the proxy's own.");
    }
  }

  /**
   * Turns away what comes from now on, and waits for what has come before.
   *
   * @return false where some of it was not done within this time
   */
  boolean stop(long waitMillis) throws InterruptedException {
    stopping = true;
    longPolls.close();
    return inFlight.awaitNone(waitMillis);
  }

  int heldPolls() {
    return longPolls.size();
  }

  int calls() {
    return passThrough.running();
  }

  private Request read(HttpExchange exchange, boolean hasBody) throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.merge(lowerCase(name), values, RequestHandler::joined));
    // A URI keeps the text that it was parsed from.
    String target = exchange.getRequestURI().toString();
    byte[] body = new byte[0];
    // Where there is none, to ask for it would cost a buffer of 8 KB.
    if (hasBody && core.readsBody(target)) {
      body = exchange.getRequestBody().readNBytes(Request.BODY_MAX_BYTES + 1);
    }
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
}
