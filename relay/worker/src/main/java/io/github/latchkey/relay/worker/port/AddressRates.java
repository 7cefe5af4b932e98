package io.github.latchkey.relay.worker.port;

import io.github.latchkey.relay.http.RateLimit;
import io.github.latchkey.relay.worker.js.Environment;
import io.github.latchkey.relay.worker.js.Promises;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;

/**
 * Counts the requests of one address with the platform's rate limits, one binding a kind; how many
 * may come is said in {@code wrangler.toml}. Where a binding is missing nothing is counted.
 */
public final class AddressRates implements RateLimit.Counter {
  /** The platform counts by minutes and does not say how much of one is left. */
  private static final int PERIOD_SECONDS = 60;

  /** So many groups of an IPv6 address are the network, within which a caller chooses. */
  private static final int NETWORK_GROUPS = 4;

  private static final int GROUPS = 8;

  private final Environment environment;
  private final String network;

  private AddressRates(Environment environment, String network) {
    this.environment = environment;
    this.network = network;
  }

  /**
   * Makes the counter of one request.
   *
   * @param address as the platform wrote it; null, as on a developer's machine, is not counted
   */
  public static RateLimit.Counter of(Environment environment, String address) {
    return address == null
        ? RateLimit.Counter.NONE
        : new AddressRates(environment, network(address));
  }

  /** The name of a limit's binding, such as {@code POLL_RATE}. */
  public static String binding(RateLimit limit) {
    return limit.name() + "_RATE";
  }

  @Override
  public int retryAfterSeconds(RateLimit limit, String plugin) {
    JSObject binding = environment.binding(binding(limit));
    if (binding == null) {
      return 0;
    }
    try {
      boolean mayGoOn = Promises.await(count(binding, plugin + " " + network)).booleanValue();
      return mayGoOn ? 0 : PERIOD_SECONDS;
    } catch (Promises.RejectedException e) {
      // Better a flood than nobody logged in.
      return 0;
    }
  }

  /** An IPv4 address whole, of an IPv6 one the first 64 bits. */
  private static String network(String address) {
    if (address.indexOf(':') < 0 || address.indexOf('.') >= 0) {
      return address;
    }
    int gap = address.indexOf("::");
    if (gap < 0) {
      return groups(address, NETWORK_GROUPS);
    }
    String head = address.substring(0, gap);
    String tail = address.substring(gap + 2);
    StringBuilder whole = new StringBuilder(head);
    for (int zeros = GROUPS - count(head) - count(tail); zeros > 0; zeros--) {
      whole.append(whole.length() == 0 ? "0" : ":0");
    }
    return groups(whole + ":" + tail, NETWORK_GROUPS);
  }

  private static int count(String groups) {
    int count = groups.isEmpty() ? 0 : 1;
    for (int i = 0; i < groups.length(); i++) {
      count += groups.charAt(i) == ':' ? 1 : 0;
    }
    return count;
  }

  private static String groups(String address, int count) {
    int end = -1;
    for (int i = 0; i < count; i++) {
      int next = address.indexOf(':', end + 1);
      if (next < 0) {
        return address;
      }
      end = next;
    }
    return address.substring(0, end);
  }

  @JSBody(
      params = {"binding", "key"},
      script = "return binding.limit({ key: key }).then(function (made) { return made.success; });")
  private static native JSPromise<JSBoolean> count(JSObject binding, String key);
}
