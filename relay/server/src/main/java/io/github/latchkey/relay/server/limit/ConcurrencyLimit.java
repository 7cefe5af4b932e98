package io.github.latchkey.relay.server.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many requests of a kind may be at something at once, in all and for each address. */
public final class ConcurrencyLimit {
  /** What {@link #enter} says. */
  public enum Entry {
    /** There is a place, to be left again. */
    TAKEN,
    /** All places are taken. */
    FULL,
    /** The address has as many as it may have. */
    ADDRESS_FULL
  }

  private final int total;
  private final int perAddress;
  private final AtomicInteger taken = new AtomicInteger();
  private final Map<String, Integer> byNetwork = new ConcurrentHashMap<>();

  /**
   * Makes them, all free.
   *
   * @param total in all
   * @param perAddress for one IPv4 address, or for the half of an IPv6 one that a household shares
   */
  public ConcurrencyLimit(int total, int perAddress) {
    this.total = total;
    this.perAddress = perAddress;
  }

  /** Takes a place where there is one. */
  public Entry enter(InetAddress address) {
    if (taken.incrementAndGet() > total) {
      taken.decrementAndGet();
      return Entry.FULL;
    }
    if (byNetwork.merge(network(address), 1, Integer::sum) > perAddress) {
      leave(address);
      return Entry.ADDRESS_FULL;
    }
    return Entry.TAKEN;
  }

  /** Gives a place back that was taken for this address. */
  public void leave(InetAddress address) {
    taken.decrementAndGet();
    byNetwork.computeIfPresent(network(address), (key, count) -> count == 1 ? null : count - 1);
  }

  /** How many are taken now. */
  public int taken() {
    return taken.get();
  }

  private static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address
        ? Arrays.toString(Arrays.copyOf(bytes, 8))
        : Arrays.toString(bytes);
  }
}
