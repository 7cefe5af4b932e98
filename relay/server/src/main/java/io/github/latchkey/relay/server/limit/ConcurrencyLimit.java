package io.github.latchkey.relay.server.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests of a kind may run at once: in all, and for each network that a caller may have
 * many addresses of.
 */
public final class ConcurrencyLimit {
  /** What {@link #enter} returns. */
  public enum Entry {
    /** The request may run; {@link #leave} ends it. */
    TAKEN,
    /** As many run as may. */
    FULL,
    /** As many run from this caller's networks as may. */
    ADDRESS_FULL
  }

  /** The prefixes that share a limit, in bits, and which multiple of it each may have. */
  private static final int[][] NONE = {};

  private static final int[][] IPV4 = {{32, 1}};

  private static final int[][] IPV6 = {{56, 1}, {48, 2}};

  private final int total;
  private final int perAddress;
  private final AtomicInteger taken = new AtomicInteger();
  private final Map<String, Integer> byNetwork = new ConcurrentHashMap<>();

  /**
   * Creates a limit of which nothing is used.
   *
   * @param total how many may run in all
   * @param perAddress how many may run for one IPv4 address, or for one IPv6 /56, of which
   *     providers give one to a household; a /48 may have twice as many
   */
  public ConcurrencyLimit(int total, int perAddress) {
    this.total = total;
    this.perAddress = perAddress;
  }

  /**
   * Counts a request if it may run.
   *
   * @param address the caller's, or null to count it in all only
   */
  public Entry enter(InetAddress address) {
    List<String> entered = new ArrayList<>();
    for (int[] prefix : prefixes(address)) {
      String network = network(address, prefix[0]);
      entered.add(network);
      if (byNetwork.merge(network, 1, Integer::sum) > perAddress * prefix[1]) {
        entered.forEach(this::leaveNetwork);
        return taken.get() >= total ? Entry.FULL : Entry.ADDRESS_FULL;
      }
    }
    // Last, so that a reader of taken() who sees the request counted in all sees it counted for its
    // network too.
    if (taken.incrementAndGet() > total) {
      taken.decrementAndGet();
      entered.forEach(this::leaveNetwork);
      return Entry.FULL;
    }
    return Entry.TAKEN;
  }

  /** Ends a request that was counted for this address, which may be null. */
  public void leave(InetAddress address) {
    taken.decrementAndGet();
    for (int[] prefix : prefixes(address)) {
      leaveNetwork(network(address, prefix[0]));
    }
  }

  /** How many run now. */
  public int taken() {
    return taken.get();
  }

  private void leaveNetwork(String network) {
    byNetwork.computeIfPresent(network, (key, count) -> count == 1 ? null : count - 1);
  }

  private static int[][] prefixes(InetAddress address) {
    if (address == null) {
      return NONE;
    }
    return address instanceof Inet6Address ? IPV6 : IPV4;
  }

  private static String network(InetAddress address, int bits) {
    byte[] prefix = Arrays.copyOf(address.getAddress(), bits / 8);
    return bits + Arrays.toString(prefix);
  }
}
