package io.github.latchkey.relay.server.limit;

import io.github.latchkey.relay.http.RateLimit;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Counts requests by address, an IPv6 one by its /64. Memory does not grow with the number of
 * addresses: each is hashed, under a secret, to one cell in each of two tables, and is refused only
 * where both cells are used up. So a flood from a thousand addresses takes one honest address in
 * 4,000 with it.
 *
 * <p>A cell is the time at which all that was counted in it has been worked off at the limit's pace
 * (the generic cell rate algorithm), in nanoseconds.
 */
public final class AddressRates {
  private static final int CELLS = 1 << 16;
  private static final int IPV6_NETWORK_BYTES = 8;
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanoClock;
  private final AtomicLongArray[] tables;
  private final long[] secrets;

  /** Makes one that has counted nothing. */
  public AddressRates() {
    this(System::nanoTime);
  }

  AddressRates(LongSupplier nanoClock) {
    // A clock that begins at 0, so that an untouched cell is one that has been worked off.
    long startNanos = nanoClock.getAsLong();
    this.nanoClock = () -> nanoClock.getAsLong() - startNanos;
    tables = new AtomicLongArray[] {new AtomicLongArray(CELLS), new AtomicLongArray(CELLS)};
    SecureRandom random = new SecureRandom();
    secrets = new long[] {random.nextLong(), random.nextLong()};
  }

  /**
   * Counts for the requests of one address. What comes from this machine itself is not counted: a
   * developer, or a proxy that {@code TRUSTED_PROXIES} does not name and behind which all look
   * alike.
   */
  public RateLimit.Counter of(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return RateLimit.Counter.NONE;
    }
    long network = network(address);
    return (limit, plugin) -> count(network, limit, plugin);
  }

  private int count(long network, RateLimit limit, String plugin) {
    long nowNanos = nanoClock.getAsLong();
    long kind = 31L * plugin.hashCode() + limit.ordinal();
    long waitNanos = Long.MAX_VALUE;
    for (int i = 0; i < tables.length; i++) {
      long hash = mix(mix(network ^ secrets[i]) + kind);
      int cell = (int) hash & CELLS - 1;
      waitNanos = Math.min(waitNanos, count(tables[i], cell, nowNanos, limit.perMinute()));
    }
    return (int) Math.min(60, TimeUnit.NANOSECONDS.toSeconds(waitNanos + 999_999_999));
  }

  /** 0 where the cell had room for one more; otherwise when it will have. */
  private static long count(AtomicLongArray table, int cell, long nowNanos, int perMinute) {
    long eachNanos = MINUTE_NANOS / perMinute;
    while (true) {
      long before = table.get(cell);
      long after = Math.max(before, nowNanos) + eachNanos;
      long waitNanos = after - nowNanos - MINUTE_NANOS;
      if (waitNanos > 0) {
        return waitNanos;
      }
      if (table.compareAndSet(cell, before, after)) {
        return 0;
      }
    }
  }

  private static long network(InetAddress address) {
    byte[] bytes = address.getAddress();
    int length = address instanceof Inet6Address ? IPV6_NETWORK_BYTES : bytes.length;
    long network = 0;
    for (int i = 0; i < length; i++) {
      network = network << 8 | bytes[i] & 0xff;
    }
    return network;
  }

  /** Spreads every bit over all of them (the finalizer of MurmurHash3). */
  private static long mix(long bits) {
    long mixed = (bits ^ bits >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}
