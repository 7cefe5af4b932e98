package io.github.latchkey.relay.server.settings;

import io.github.latchkey.relay.settings.SettingsException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The proxies of {@code TRUSTED_PROXIES}, whose word on where a request came from is taken. Nobody
 * else's is: a caller could name a new address with each request, and pass every limit.
 */
public final class TrustedProxies {
  private static final String SETTING = "TRUSTED_PROXIES";
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /** Some of the high bits of an address. */
  private record Network(byte[] address, int bits) {
    boolean holds(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        int mask = 0x80 >> i % 8;
        if ((address[i / 8] & mask) != (other[i / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Network> networks = new ArrayList<>();

  private TrustedProxies() {}

  /** No proxy is trusted: a request comes from where its connection comes from. */
  public static TrustedProxies none() {
    return new TrustedProxies();
  }

  /**
   * Parses addresses and networks, such as {@code 10.0.0.0/8} and {@code ::1}.
   *
   * @throws SettingsException at the first that is neither
   */
  public static TrustedProxies parse(List<String> parts) throws SettingsException {
    TrustedProxies proxies = new TrustedProxies();
    for (String part : parts) {
      int slash = part.indexOf('/');
      InetAddress address = literal(slash < 0 ? part : part.substring(0, slash));
      int most = address == null ? -1 : address.getAddress().length * 8;
      int bits = slash < 0 ? most : bits(part.substring(slash + 1));
      if (bits < 0 || bits > most) {
        throw new SettingsException(SETTING, "must be IP addresses or networks (10.0.0.0/8)");
      }
      proxies.networks.add(new Network(address.getAddress(), bits));
    }
    return proxies;
  }

  /**
   * Where a request came from: the address of the peer, or, where that is a trusted proxy, the last
   * one in {@code X-Forwarded-For} that is not.
   *
   * @param peer the other end of the connection
   * @param forwardedFor every {@code X-Forwarded-For} header in order; each proxy adds at the end
   *     whom it was called by
   * @param unreadable called if a proxy sent something that is not an address
   */
  public InetAddress caller(InetAddress peer, List<String> forwardedFor, Runnable unreadable) {
    if (forwardedFor.isEmpty() || !isTrusted(peer)) {
      return peer;
    }
    List<String> hops = Arrays.asList(String.join(",", forwardedFor).split(",", -1));
    InetAddress caller = peer;
    for (int i = hops.size() - 1; i >= 0 && isTrusted(caller); i--) {
      InetAddress next = literal(withoutPort(hops.get(i).trim()));
      if (next == null) {
        unreadable.run();
        break;
      }
      caller = next;
    }
    return caller;
  }

  /** Some proxies write {@code 192.0.2.1:4711}, {@code [2001:db8::1]} or {@code [::1]:4711}. */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? hop : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }

  /** Whether there are any, all of them at loopback addresses. */
  public boolean areOnThisMachine() {
    for (Network network : networks) {
      boolean isLoopback = network.bits() >= 8 && network.address()[0] == 127;
      if (!isLoopback && !(network.bits() == 128 && isLoopback(network.address()))) {
        return false;
      }
    }
    return !networks.isEmpty();
  }

  private static boolean isLoopback(byte[] address) {
    try {
      return InetAddress.getByAddress(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the word of this peer is taken. */
  public boolean isTrusted(InetAddress address) {
    for (Network network : networks) {
      if (network.holds(address.getAddress())) {
        return true;
      }
    }
    return false;
  }

  /** The address that a text spells, or null; never asks for a name. */
  static InetAddress literal(String text) {
    try {
      byte[] four = ipv4(text);
      if (four != null) {
        return InetAddress.getByAddress(four);
      }
      return IPV6.matcher(text).matches() ? InetAddress.getByName(text) : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /**
   * The four numbers of an IPv4 address, or null. Strictly: any other numbers with dots are a name
   * to the JDK, which it looks up.
   */
  static byte[] ipv4(String text) {
    byte[] address = new byte[4];
    int part = 0;
    int digits = 0;
    int value = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : '.';
      if (c >= '0' && c <= '9') {
        value = 10 * value + c - '0';
        digits++;
        if (digits > 3) {
          return null;
        }
      } else if (c == '.' && digits > 0 && value <= 255 && part < address.length) {
        address[part++] = (byte) value;
        digits = 0;
        value = 0;
      } else {
        return null;
      }
    }
    return part == address.length ? address : null;
  }

  private static int bits(String text) {
    return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
  }
}
