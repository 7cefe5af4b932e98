package io.github.latchkey.relay.server.limit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many connections one address may keep open between its requests. The JDK's server has a limit
 * in all only: one address could use it up, and everybody else would pay for a new connection with
 * each request.
 */
public final class KeptConnections {
  /** Each address may keep this part of all. */
  static final int SHARE = 8;

  static final int PER_ADDRESS_MIN = 32;

  /** The JDK's server closes a connection that was idle for 30 s. */
  static final long FORGOTTEN_AFTER_NANOS = TimeUnit.SECONDS.toNanos(35);

  private final int perAddress;
  private final ConcurrencyLimit limit;
  private final LongSupplier nanoClock;
  private final Map<InetSocketAddress, Long> lastUsedNanos = new ConcurrentHashMap<>();

  /**
   * Creates a limit.
   *
   * @param all how many connections the server keeps in all
   * @param timer forgets connections that the server has closed
   */
  public KeptConnections(int all, ScheduledExecutorService timer) {
    this(Math.max(PER_ADDRESS_MIN, all / SHARE), System::nanoTime);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(FORGOTTEN_AFTER_NANOS) / 4;
    timer.scheduleWithFixedDelay(this::forgetClosed, seconds, seconds, TimeUnit.SECONDS);
  }

  KeptConnections(int perAddress, LongSupplier nanoClock) {
    this.perAddress = perAddress;
    this.limit = new ConcurrencyLimit(Integer.MAX_VALUE, perAddress);
    this.nanoClock = nanoClock;
  }

  /** Whether this connection may stay open after its answer. */
  public boolean mayStay(InetSocketAddress peer) {
    InetAddress address = peer.getAddress();
    if (lastUsedNanos.replace(peer, nanoClock.getAsLong()) != null) {
      return true;
    }
    if (limit.enter(address) != ConcurrencyLimit.Entry.TAKEN) {
      return false;
    }
    if (lastUsedNanos.putIfAbsent(peer, nanoClock.getAsLong()) != null) {
      limit.leave(address);
    }
    return true;
  }

  /** How many connections of one address may stay open. */
  int perAddress() {
    return perAddress;
  }

  void forgetClosed() {
    long now = nanoClock.getAsLong();
    lastUsedNanos.forEach(
        (peer, usedNanos) -> {
          if (now - usedNanos > FORGOTTEN_AFTER_NANOS && lastUsedNanos.remove(peer, usedNanos)) {
            limit.leave(peer.getAddress());
          }
        });
  }
}
