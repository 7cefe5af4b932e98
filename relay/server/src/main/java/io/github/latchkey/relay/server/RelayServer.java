package io.github.latchkey.relay.server;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import io.github.latchkey.relay.Relay;
import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.RateLimit;
import io.github.latchkey.relay.http.Request;
import io.github.latchkey.relay.jdk.JdkPorts;
import io.github.latchkey.relay.jdk.MemoryStore;
import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.port.Ports;
import io.github.latchkey.relay.server.api.PassThrough;
import io.github.latchkey.relay.server.limit.AddressRates;
import io.github.latchkey.relay.server.limit.HttpServerLimits;
import io.github.latchkey.relay.server.limit.KeptConnections;
import io.github.latchkey.relay.server.limit.MemoryBudget;
import io.github.latchkey.relay.server.limit.ProviderCalls;
import io.github.latchkey.relay.server.log.RelayLog;
import io.github.latchkey.relay.server.metrics.MeasuredHttp;
import io.github.latchkey.relay.server.metrics.MeasuredStore;
import io.github.latchkey.relay.server.metrics.Metrics;
import io.github.latchkey.relay.server.metrics.MetricsServer;
import io.github.latchkey.relay.server.postgres.PostgresStore;
import io.github.latchkey.relay.server.settings.ListenAddress;
import io.github.latchkey.relay.server.settings.Tls;
import io.github.latchkey.relay.server.settings.TrustedProxies;
import io.github.latchkey.relay.server.thread.ServerThreads;
import io.github.latchkey.relay.server.wait.LongPolls;
import io.github.latchkey.relay.server.wait.SharedStore;
import io.github.latchkey.relay.server.wait.SignallingStore;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.relay.settings.SettingsException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A relay that listens. It serves https where there is a certificate, else http; on loopback alone
 * where its public URL is on localhost, else on every address.
 */
public final class RelayServer implements AutoCloseable {
  /** A code that is being exchanged is spent: what is in flight gets the provider's whole time. */
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(Http.DEADLINE_SECONDS + 1);

  /** Connections that came while the last ones were being accepted; 50 unless said. */
  private static final int BACKLOG = 1024;

  private final HttpServer server;
  private final ServerThreads threads;
  private final RequestHandler handler;
  private final RelayLog log;
  private SharedStore sharedStore;
  private MetricsServer metricsServer;
  private boolean closed;

  private RelayServer(
      HttpServer server, ServerThreads threads, RequestHandler handler, RelayLog log) {
    this.server = server;
    this.threads = threads;
    this.handler = handler;
    this.log = log;
  }

  /**
   * Starts a relay with the JDK's ports and the store that the settings name.
   *
   * @param log gets the settings, secrets masked, and one line a request
   * @throws IOException where the port cannot be listened on, or the database is of no use
   * @throws SettingsException where the certificate or its key, the database's URL or a trusted
   *     proxy is of no use
   */
  public static RelayServer start(RelaySettings settings, PrintStream log)
      throws IOException, SettingsException {
    if (settings.store().url() == null) {
      return start(settings, JdkPorts.with(new MemoryStore()), log);
    }
    PostgresStore store = PostgresStore.open(settings.store());
    try {
      return start(settings, JdkPorts.with(store), log);
    } catch (IOException | SettingsException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /**
   * Starts a relay with other ports, for tests.
   *
   * @param ports of which a {@link SharedStore} is closed with the relay
   * @param out gets the settings, secrets masked, and one line a request
   * @throws IOException where the port cannot be listened on
   * @throws SettingsException where the certificate or its key is of no use, or a trusted proxy is
   *     no address
   */
  public static RelayServer start(RelaySettings settings, Ports ports, PrintStream out)
      throws IOException, SettingsException {
    Tls tls =
        settings.tlsCert() == null && settings.tlsKey() == null
            ? null
            : Tls.load(settings.tlsCert(), settings.tlsKey());
    TrustedProxies proxies = TrustedProxies.parse(settings.trustedProxies());
    ListenAddress address = ListenAddress.of(settings, proxies);
    RelayLog log = new RelayLog(out, settings.operation().isLogJson());
    Metrics metrics = new Metrics();
    MemoryBudget budget = MemoryBudget.ofThisJvm(tls != null);
    ServerThreads threads = new ServerThreads(budget.requests());
    LongPolls longPolls =
        new LongPolls(LongPolls.Limits.of(budget), threads.answers(), threads.timer());
    Ports signalling =
        new Ports(
            new ProviderCalls(new MeasuredHttp(ports.http(), metrics)),
            new SignallingStore(new MeasuredStore(ports.store(), metrics), longPolls::signal),
            ports.clock(),
            ports.crypto(),
            ports.random());
    Relay relay = new Relay(settings, signalling);
    AddressRates rates = settings.isRateLimited() ? new AddressRates() : null;
    RequestHandler.Core core =
        new RequestHandler.Core() {
          @Override
          public Answer handle(Request request, InetAddress address) {
            return relay.handle(
                request, rates == null ? RateLimit.Counter.NONE : rates.of(address));
          }

          @Override
          public boolean readsBody(String target) {
            return relay.readsBody(target);
          }
        };
    RelayServer server =
        start(address.socket(), tls, core, longPolls, proxies, threads, log, metrics);
    if (settings.operation().metricsPort() != 0) {
      try {
        server.metricsServer = MetricsServer.start(settings.operation(), metrics);
      } catch (IOException e) {
        server.close();
        throw e;
      }
    }
    if (ports.store() instanceof SharedStore shared) {
      shared.listen(longPolls::signal);
      server.sharedStore = shared;
    }
    log.started(settings, version(), tls == null ? null : tls.warning());
    if (address.warning() != null) {
      log.warning(address.warning());
    }
    return server;
  }

  /** Starts a server before any core, for the tests of the host alone. */
  static RelayServer start(
      InetSocketAddress address,
      Tls tls,
      RequestHandler.Core core,
      LongPolls longPolls,
      TrustedProxies proxies,
      ServerThreads threads,
      RelayLog log,
      Metrics metrics)
      throws IOException {
    MemoryBudget budget = MemoryBudget.ofThisJvm(tls != null);
    RequestHandler handler =
        new RequestHandler(
            core,
            longPolls,
            new PassThrough(threads.timer(), budget.apiCalls()),
            proxies,
            log,
            metrics,
            threads.requestsAtOnce(),
            new KeptConnections(budget.idleConnections(), threads.timer()));
    metrics.gauges(handler::heldPolls, handler::calls);
    HttpServer server;
    try {
      server = bind(address, tls);
    } catch (IOException e) {
      threads.close();
      throw e;
    }
    server.setExecutor(threads.requests());
    server.createContext("/", handler);
    server.start();
    return new RelayServer(server, threads, handler, log);
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** How many API calls are running. */
  int calls() {
    return handler.calls();
  }

  /** How many polls are held. */
  int heldPolls() {
    return handler.heldPolls();
  }

  /**
   * Stops: refuses new requests, answers those that are held, and waits for those that have begun,
   * 11 s at most. A second call does nothing.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    log.stopping();
    try {
      if (!handler.stop(STOP_MILLIS)) {
        log.warning("some requests were cut off after " + STOP_MILLIS + " ms");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    threads.close();
    if (sharedStore != null) {
      sharedStore.close();
    }
    if (metricsServer != null) {
      metricsServer.close();
    }
  }

  /** The version of the jar that this runs from; {@code dev} where it runs from classes. */
  static String version() {
    String version = RelayServer.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  private static HttpServer bind(InetSocketAddress address, Tls tls) throws IOException {
    HttpServerLimits.apply(MemoryBudget.ofThisJvm(tls != null));
    try {
      if (tls == null) {
        return HttpServer.create(address, BACKLOG);
      }
      HttpsServer server = HttpsServer.create(address, BACKLOG);
      server.setHttpsConfigurator(tls.configurator());
      return server;
    } catch (BindException e) {
      // "Address already in use", or "Permission denied" below 1024, and which port it was.
      throw new BindException("PORT " + address.getPort() + ": " + e.getMessage());
    }
  }
}
