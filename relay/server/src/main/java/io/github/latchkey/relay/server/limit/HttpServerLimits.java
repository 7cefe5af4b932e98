package io.github.latchkey.relay.server.limit;

import java.util.Properties;

/**
 * The limits of {@code com.sun.net.httpserver}. They are system properties that its classes read
 * once, so {@link #apply} comes before the first server of the JVM. A property that the operator
 * has set stays.
 */
public final class HttpServerLimits {
  /** From the first byte of a request (of TLS, if there is TLS) to its last. */
  static final int REQUEST_SECONDS = 8;

  /**
   * From the last byte of a request to the last of the answer: longer than the longest held poll
   * and the provider together, and than an API call. Ends what a peer that went away left behind.
   */
  static final int ANSWER_SECONDS = 70;

  private static final int REQUEST_HEAD_BYTES_MAX = 20 * 1024;

  private HttpServerLimits() {}

  /** Sets what is not set yet. */
  public static void apply(MemoryBudget budget) {
    Properties system = System.getProperties();
    // Without it each answer on a kept connection stalls for 44 ms on JDK 17.
    system.putIfAbsent("sun.net.httpserver.nodelay", "true");
    // Both in seconds, whatever the module's documentation says; none by default.
    system.putIfAbsent("sun.net.httpserver.maxReqTime", String.valueOf(REQUEST_SECONDS));
    system.putIfAbsent("sun.net.httpserver.maxRspTime", String.valueOf(ANSWER_SECONDS));
    // Above this many idle connections each answer closes its own; 200 by default.
    system.putIfAbsent(
        "sun.net.httpserver.maxIdleConnections", String.valueOf(budget.idleConnections()));
    // Above this many open connections new ones are closed; no limit by default.
    int descriptors = Math.max(256, FileDescriptors.limit() - FileDescriptors.RESERVED);
    system.putIfAbsent(
        "jdk.httpserver.maxConnections",
        String.valueOf(Math.min(budget.connections(), descriptors)));
    // The request line and the headers together, if the JDK knows this limit: a target of 16 KiB
    // fits. What is being read costs the JDK more than three times its size.
    system.putIfAbsent(
        "sun.net.httpserver.maxReqHeaderSize", String.valueOf(REQUEST_HEAD_BYTES_MAX));
    // A client could ask for handshake after handshake on one connection (CVE-2011-1473).
    system.putIfAbsent("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }
}
