package io.github.latchkey.relay.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Request;
import io.github.latchkey.relay.server.log.RelayLog;
import io.github.latchkey.relay.server.metrics.Metrics;
import io.github.latchkey.relay.server.settings.TrustedProxies;
import io.github.latchkey.relay.server.thread.ServerThreads;
import io.github.latchkey.relay.server.wait.LongPolls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The host without its core: a test says what a request is answered. */
public final class TestHost implements AutoCloseable {
  public static final LongPolls.Limits LIMITS = new LongPolls.Limits(5_000, 5_000, 60_000);

  /** How many requests may be read at once, of which one address has a part. */
  static final int REQUESTS_AT_ONCE = 800;

  public final LongPolls longPolls;
  final RelayServer server;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  public TestHost(LongPolls.Limits limits, Function<Request, Answer> core) throws IOException {
    this(limits, TrustedProxies.none(), core);
  }

  public TestHost(LongPolls.Limits limits, TrustedProxies proxies, Function<Request, Answer> core)
      throws IOException {
    ServerThreads threads = new ServerThreads(REQUESTS_AT_ONCE);
    longPolls = new LongPolls(limits, threads.answers(), threads.timer());
    server =
        RelayServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            null,
            (request, address) -> core.apply(request),
            longPolls,
            proxies,
            threads,
            new RelayLog(new PrintStream(printed, true, UTF_8), false),
            new Metrics());
  }

  public RawHttp connect() throws IOException {
    return new RawHttp(server.port());
  }

  /** Everything that was printed so far. */
  public String log() {
    return printed.toString(UTF_8);
  }

  static Reply reply(int status, String body) {
    return new Reply(status, List.of(), body.getBytes(UTF_8), "/test", null);
  }

  /** Waits until this holds, 20 s at most. */
  public static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 20 s");
      }
      Thread.sleep(2);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
