package io.github.latchkey.relay.server.metrics;

import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/**
 * What one relay counts about itself. Labels are routes, statuses and names of ours, never what a
 * caller or the provider sent, so their number is limited and none is a secret.
 */
public final class Metrics {
  /** So many logins are remembered, so that an outcome that is asked for again counts once. */
  private static final int DELIVERED_MAX = 10_000;

  /** How a login ended. */
  private enum Outcome {
    SIGNED_IN,
    REFUSED,
    FAILED,
    OVER
  }

  /** What the store can be asked. */
  enum Move {
    RESERVE,
    SETTLE,
    UNDO,
    READ,
    TAKE
  }

  /** The outcome that this thread has read for the request that it is answering. */
  private record Seen(String rowId, long ageMillis) {}

  /** What requests are counted by. */
  private record Answered(String route, int status) {
    String labels() {
      return "route=\"" + route + "\",status=\"" + status + "\"";
    }
  }

  private final ThreadLocal<Seen> seen = new ThreadLocal<>();
  private final Map<Answered, LongAdder> requests = new ConcurrentHashMap<>();
  private final Map<Outcome, LongAdder> logins = new EnumMap<>(Outcome.class);
  private final LongAdder loginsBegun = new LongAdder();
  private final Histogram delivery = new Histogram();
  private final Map<Move, Histogram> store = new EnumMap<>(Move.class);
  private final Map<Move, LongAdder> storeFailures = new EnumMap<>(Move.class);
  private final Histogram provider = new Histogram();
  private final LongAdder providerFailures = new LongAdder();
  private final Map<String, Boolean> delivered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > DELIVERED_MAX;
        }
      };
  private volatile IntSupplier parked = () -> 0;
  private volatile IntSupplier calls = () -> 0;

  /** Makes one that has counted nothing. */
  public Metrics() {
    for (Outcome outcome : Outcome.values()) {
      logins.put(outcome, new LongAdder());
    }
    for (Move move : Move.values()) {
      store.put(move, new Histogram());
      storeFailures.put(move, new LongAdder());
    }
  }

  /**
   * Whom to ask for what is going on now.
   *
   * @param parked how many requests wait for their row
   * @param calls how many API calls are running
   */
  public void gauges(IntSupplier parked, IntSupplier calls) {
    this.parked = parked;
    this.calls = calls;
  }

  /**
   * Counts a request that is over, on the thread that has asked the core for its reply.
   *
   * @param route a constant of ours
   * @param isSent whether all of the reply was written
   */
  public void request(String route, int status, boolean isSent) {
    Seen outcome = seen.get();
    seen.remove();
    requests.computeIfAbsent(new Answered(route, status), key -> new LongAdder()).increment();
    if (route.endsWith("/authorize") && status == 200) {
      loginsBegun.increment();
    } else if (route.endsWith("/poll") && isSent) {
      polled(status, outcome);
    }
  }

  private void polled(int status, Seen outcome) {
    if (status == 410) {
      logins.get(Outcome.OVER).increment();
    } else if (outcome != null && isFirst(outcome.rowId)) {
      switch (status) {
        case 200 -> {
          logins.get(Outcome.SIGNED_IN).increment();
          delivery.record(outcome.ageMillis * 1_000_000);
        }
        case 403 -> logins.get(Outcome.REFUSED).increment();
        case 502 -> logins.get(Outcome.FAILED).increment();
        default -> {
          // Nothing was delivered.
        }
      }
    }
  }

  private boolean isFirst(String rowId) {
    synchronized (delivered) {
      return delivered.put(rowId, true) == null;
    }
  }

  void sawOutcome(String rowId, long ageMillis) {
    seen.set(new Seen(rowId, ageMillis));
  }

  void moved(Move move, long nanos, boolean failed) {
    store.get(move).record(nanos);
    if (failed) {
      storeFailures.get(move).increment();
    }
  }

  void askedProvider(long nanos, boolean failed) {
    provider.record(nanos);
    if (failed) {
      providerFailures.increment();
    }
  }

  /** All of it in Prometheus' text format. */
  String page() {
    Page page = new Page();
    page.figure("latchkey_logins_begun_total", "counter", "Logins that plugins have begun.")
        .sample("latchkey_logins_begun_total", "", loginsBegun.sum());
    page.figure(
        "latchkey_logins_total",
        "counter",
        "Logins that have ended, by what the plugin was told first.");
    logins.forEach(
        (outcome, count) ->
            page.sample("latchkey_logins_total", label("outcome", outcome), count.sum()));
    page.figure(
        "latchkey_delivery_seconds",
        "histogram",
        "From the outcome's arrival in the store to the plugin that is told it.");
    delivery.write(page, "latchkey_delivery_seconds", "");
    page.figure("latchkey_parked_polls", "gauge", "Requests that wait for their login.")
        .sample("latchkey_parked_polls", "", parked.getAsInt());
    page.figure("latchkey_api_calls", "gauge", "API calls that are being passed on.")
        .sample("latchkey_api_calls", "", calls.getAsInt());
    page.figure("latchkey_requests_total", "counter", "Requests answered.");
    Map<String, LongAdder> byLabels = new TreeMap<>();
    requests.forEach((answered, count) -> byLabels.put(answered.labels(), count));
    byLabels.forEach(
        (labels, count) -> page.sample("latchkey_requests_total", labels, count.sum()));
    page.figure("latchkey_store_seconds", "histogram", "How long the store took.");
    store.forEach(
        (move, times) -> times.write(page, "latchkey_store_seconds", label("move", move)));
    page.figure("latchkey_store_failures_total", "counter", "Moves without an answer.");
    storeFailures.forEach(
        (move, count) ->
            page.sample("latchkey_store_failures_total", label("move", move), count.sum()));
    page.figure("latchkey_provider_seconds", "histogram", "How long the provider took.");
    provider.write(page, "latchkey_provider_seconds", "");
    page.figure("latchkey_provider_failures_total", "counter", "Calls without a whole answer.")
        .sample("latchkey_provider_failures_total", "", providerFailures.sum());
    writeProcess(page);
    return page.toString();
  }

  private static void writeProcess(Page page) {
    page.figure("latchkey_heap_bytes", "gauge", "Heap in use.")
        .sample(
            "latchkey_heap_bytes",
            "",
            Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    page.figure("latchkey_threads", "gauge", "Threads of the JVM.")
        .sample("latchkey_threads", "", ManagementFactory.getThreadMXBean().getThreadCount());
    page.figure("latchkey_uptime_seconds", "gauge", "Since the start.")
        .sample(
            "latchkey_uptime_seconds", "", ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
  }

  private static String label(String name, Enum<?> value) {
    return name + "=\"" + value.name().toLowerCase(Locale.ROOT) + "\"";
  }
}
