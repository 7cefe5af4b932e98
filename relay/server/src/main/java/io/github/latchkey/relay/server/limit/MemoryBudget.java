package io.github.latchkey.relay.server.limit;

/**
 * How the heap is shared between what callers can make a relay hold: each kind has a part of its
 * own, so that all of them at once still fit. The sizes were measured on JDK 17 and 25; over TLS
 * each connection has 47 KB of buffers besides.
 *
 * @param heapBytes the largest heap of this JVM
 * @param isTls whether the relay serves https itself
 */
public record MemoryBudget(long heapBytes, boolean isTls) {
  private static final int MIB = 1024 * 1024;
  private static final int KIB = 1024;

  /** Classes, the log, the store's connections, and room for the garbage collector. */
  private static final long RESERVED_BYTES = 24 * MIB;

  private static final int TLS_BYTES = 47 * KIB;
  private static final int HELD_POLL_BYTES = 30 * KIB;
  private static final int REQUEST_BYTES = 70 * KIB;
  private static final int IDLE_CONNECTION_BYTES = 20 * KIB;
  private static final int API_CALL_BYTES = 128 * KIB;

  /** A connection on which nothing was sent yet. */
  private static final int NEW_CONNECTION_BYTES = 4 * KIB;

  private static final int MOST = 10_000;

  /** The budget of this JVM. */
  public static MemoryBudget ofThisJvm(boolean isTls) {
    return new MemoryBudget(Runtime.getRuntime().maxMemory(), isTls);
  }

  /** How many polls may be held. */
  public int heldPolls() {
    return count(0.35, HELD_POLL_BYTES + tlsBytes(), 64);
  }

  /** How many requests may be read and handled at once. */
  public int requests() {
    return count(0.30, REQUEST_BYTES + tlsBytes(), 64);
  }

  /** How many connections may stay open between two requests. */
  public int idleConnections() {
    return count(0.15, IDLE_CONNECTION_BYTES + tlsBytes(), 64);
  }

  /** How many API calls may run at once, of all plugins together. */
  public int apiCalls() {
    return count(0.10, API_CALL_BYTES + tlsBytes(), 16);
  }

  /** How many connections may be open, whatever they do; above it new ones are closed. */
  public int connections() {
    return count(0.10, NEW_CONNECTION_BYTES, 256) + heldPolls() + requests() + idleConnections();
  }

  private int tlsBytes() {
    return isTls ? TLS_BYTES : 0;
  }

  private int count(double share, int bytesEach, int least) {
    double bytes = share * Math.max(0, heapBytes - RESERVED_BYTES);
    return (int) Math.max(least, Math.min(MOST, bytes / bytesEach));
  }
}
