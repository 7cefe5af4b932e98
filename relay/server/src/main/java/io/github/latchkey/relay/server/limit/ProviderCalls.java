package io.github.latchkey.relay.server.limit;

import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.port.HttpBusyException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many calls to providers may run at once. Each holds a thread for as long as the provider
 * takes, so a call above the limit waits its turn, {@value #WAIT_SECONDS} s at most. Each host has
 * a limit of its own: a provider, or a customer's host, that is slow keeps no one else waiting.
 * Refreshes never take all of a host's calls, since a login that waits too long loses its code.
 */
public final class ProviderCalls implements Http {
  static final int WAIT_SECONDS = 5;

  /** At 300 ms a call they are 213 calls a second. */
  static final int PER_HOST = 64;

  /** Of these, how many may be something else than a login. */
  static final int OTHERS_PER_HOST = 48;

  /** Of all hosts together: more threads than a small machine should switch between. */
  static final int TOTAL = 256;

  private final Http http;
  private final long waitNanos;
  private final Semaphore all = new Semaphore(TOTAL, true);
  private final Map<String, Host> hosts = new ConcurrentHashMap<>();

  /** The calls of one host, as long as there are any. */
  private static final class Host {
    final Semaphore all = new Semaphore(PER_HOST, true);
    final Semaphore others = new Semaphore(OTHERS_PER_HOST, true);
    int users;
  }

  /** Limits the calls of a client. */
  public ProviderCalls(Http http) {
    this(http, TimeUnit.SECONDS.toNanos(WAIT_SECONDS));
  }

  ProviderCalls(Http http, long waitNanos) {
    this.http = http;
    this.waitNanos = waitNanos;
  }

  @Override
  public Response post(Purpose purpose, String url, Map<String, String> headers, byte[] body)
      throws IOException {
    String name = URI.create(url).getRawAuthority();
    Host host = hosts.compute(name, (key, known) -> used(known == null ? new Host() : known, 1));
    try {
      return post(host, purpose, url, headers, body);
    } finally {
      hosts.compute(name, (key, known) -> used(known, -1).users == 0 ? null : known);
    }
  }

  private static Host used(Host host, int change) {
    host.users += change;
    return host;
  }

  private Response post(
      Host host, Purpose purpose, String url, Map<String, String> headers, byte[] body)
      throws IOException {
    long endNanos = System.nanoTime() + waitNanos;
    boolean isLogin = purpose == Purpose.LOGIN;
    int entered = 0;
    Semaphore[] limits =
        isLogin ? new Semaphore[] {host.all, all} : new Semaphore[] {host.others, host.all, all};
    try {
      for (Semaphore limit : limits) {
        if (!limit.tryAcquire(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          throw new HttpBusyException();
        }
        entered++;
      }
      return http.post(purpose, url, headers, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HttpBusyException();
    } finally {
      for (int i = 0; i < entered; i++) {
        limits[i].release();
      }
    }
  }
}
