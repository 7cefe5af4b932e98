package io.github.latchkey.relay.server.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/**
 * The metrics of one relay. Labels are routes, statuses and constants, never what a caller or the
 * provider sent, so their number is limited and none is a secret.
 */
public final class Metrics {
  private static final double[] BOUNDS_SECONDS = {
    0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
  };

  /** How many delivered logins are remembered, so that a repeated poll counts once. */
  private static final int DELIVERED_MAX = 10_000;

  /** How a login ended. */
  private enum Outcome {
    SIGNED_IN,
    REFUSED,
    FAILED,
    EXPIRED
  }

  /** The calls of a {@link io.github.latchkey.relay.port.Store}. */
  enum StoreCall {
    RESERVE,
    SETTLE,
    UNDO,
    READ,
    TAKE
  }

  /** The outcome that this thread has read for the request that it is answering. */
  private record Seen(String rowId, long ageMillis) {}

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ThreadLocal<Seen> seen = new ThreadLocal<>();
  private final Counter loginsBegun =
      counter("latchkey_logins_begun", "Logins that plugins have begun.");
  private final Counter logins =
      counter(
          "latchkey_logins", "Logins that have ended, by the first result of a poll.", "outcome");
  private final Histogram delivery =
      histogram("latchkey_delivery", "From the outcome's arrival in the store to the plugin.");
  private final Counter requests =
      counter("latchkey_requests", "Requests answered.", "route", "status");
  private final Histogram store = histogram("latchkey_store", "Duration of a store call.", "call");
  private final Counter storeFailures =
      counter("latchkey_store_failures", "Store calls without an answer.", "call");
  private final Histogram provider =
      histogram("latchkey_provider", "Duration of a call to the provider.");
  private final Counter providerFailures =
      counter("latchkey_provider_failures", "Calls to the provider without a complete answer.");
  private final Map<String, Boolean> delivered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > DELIVERED_MAX;
        }
      };

  /** Registers every metric, each with the value zero. */
  public Metrics() {
    for (Outcome outcome : Outcome.values()) {
      logins.initLabelValues(label(outcome));
    }
    for (StoreCall call : StoreCall.values()) {
      store.initLabelValues(label(call));
      storeFailures.initLabelValues(label(call));
    }
    Runtime runtime = Runtime.getRuntime();
    gauge(
        "latchkey_heap_bytes", "Heap in use.", () -> runtime.totalMemory() - runtime.freeMemory());
    gauge(
        "latchkey_threads",
        "Threads of the JVM.",
        () -> ManagementFactory.getThreadMXBean().getThreadCount());
    gauge(
        "latchkey_uptime_seconds",
        "Time since the start.",
        () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
  }

  /**
   * Registers the gauges of the server; called once.
   *
   * @param heldPolls returns how many polls are held
   * @param apiCalls returns how many API calls are running
   */
  public void gauges(IntSupplier heldPolls, IntSupplier apiCalls) {
    gauge("latchkey_held_polls", "Polls that wait for their login.", heldPolls::getAsInt);
    gauge("latchkey_api_calls", "API calls that are being passed on.", apiCalls::getAsInt);
  }

  /**
   * Counts an answered request; called on the thread that asked the core for the reply.
   *
   * @param route a constant of the relay, such as {@code /poll}
   * @param status the HTTP status
   * @param isSent whether the whole reply was written
   */
  public void request(String route, int status, boolean isSent) {
    Seen outcome = seen.get();
    seen.remove();
    requests.labelValues(route, Integer.toString(status)).inc();
    if (route.endsWith("/authorize") && status == 200) {
      loginsBegun.inc();
    } else if (route.endsWith("/poll") && isSent) {
      polled(status, outcome);
    }
  }

  private void polled(int status, Seen outcome) {
    if (status == 410) {
      ended(Outcome.EXPIRED);
    } else if (outcome != null && isFirst(outcome.rowId)) {
      switch (status) {
        case 200 -> {
          ended(Outcome.SIGNED_IN);
          delivery.observe(outcome.ageMillis / 1e3);
        }
        case 403 -> ended(Outcome.REFUSED);
        case 502 -> ended(Outcome.FAILED);
        default -> {
          // Nothing was delivered.
        }
      }
    }
  }

  private void ended(Outcome outcome) {
    logins.labelValues(label(outcome)).inc();
  }

  private boolean isFirst(String rowId) {
    synchronized (delivered) {
      return delivered.put(rowId, true) == null;
    }
  }

  void sawOutcome(String rowId, long ageMillis) {
    seen.set(new Seen(rowId, ageMillis));
  }

  void calledStore(StoreCall call, long nanos, boolean failed) {
    store.labelValues(label(call)).observe(nanos / 1e9);
    if (failed) {
      storeFailures.labelValues(label(call)).inc();
    }
  }

  void calledProvider(long nanos, boolean failed) {
    provider.observe(nanos / 1e9);
    if (failed) {
      providerFailures.inc();
    }
  }

  PrometheusRegistry registry() {
    return registry;
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
  }

  private Histogram histogram(String name, String help, String... labels) {
    return Histogram.builder()
        .name(name + "_seconds")
        .help(help)
        .labelNames(labels)
        .classicOnly()
        .classicUpperBounds(BOUNDS_SECONDS)
        .register(registry);
  }

  private void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
