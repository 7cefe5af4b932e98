package io.github.latchkey.relay.server.limit;

import java.util.Properties;

/**
 * The limits of {@code com.sun.net.httpserver}. They are system properties that its classes read
 * once, so {@link #apply} comes before the first of them loads. A property that the operator has
 * set stays.
 */
public final class HttpServerLimits {
  /**
   * From the first byte of a request (of TLS, where there is TLS) to its last. Ends slowloris
   * requests.
   */
  static final int REQUEST_SECONDS = 8;

  /**
   * From the last byte of a request to the last of the answer: longer than the longest parked
   * request and the provider together, and than an API call. Ends what a peer that went away has
   * left behind.
   */
  static final int ANSWER_SECONDS = 70;

  private static final int REQUEST_HEAD_BYTES_MAX = 20 * 1024;

  /** A request that has sent that much, and no end, costs 70 KB of heap; parked ones need room. */
  private static final int HEAP_BYTES_FOR_EACH = 160 * 1024;

  private HttpServerLimits() {}

  /** How many requests may be read at once, whoever sends them: as many as the heap can bear. */
  public static int requestsAtOnce() {
    long byHeap = Runtime.getRuntime().maxMemory() / HEAP_BYTES_FOR_EACH;
    return (int) Math.min(10_000, Math.max(64, byHeap));
  }

  public static void apply() {
    Properties system = System.getProperties();
    // Without it each answer on a kept connection stalls for 44 ms on JDK 17.
    system.putIfAbsent("sun.net.httpserver.nodelay", "true");
    // Both in seconds, whatever the module's documentation says; none by default.
    system.putIfAbsent("sun.net.httpserver.maxReqTime", String.valueOf(REQUEST_SECONDS));
    system.putIfAbsent("sun.net.httpserver.maxRspTime", String.valueOf(ANSWER_SECONDS));
    // Above this many idle connections each answer closes its own; 200 by default.
    system.putIfAbsent("sun.net.httpserver.maxIdleConnections", "10000");
    // The request line and the headers together, where the JDK knows this limit: a target of 16 KiB
    // fits. What is being read costs the JDK more than three times its size.
    system.putIfAbsent(
        "sun.net.httpserver.maxReqHeaderSize", String.valueOf(REQUEST_HEAD_BYTES_MAX));
  }
}
