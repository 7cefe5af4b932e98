package io.github.latchkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP port that nobody listens on. */
public final class FreePort {
  private static final int COUNT = 12_000;

  /**
   * Systems give none of these to a process that asks for any port, and browsers block none of
   * them.
   */
  private static final int FIRST = 20_000;

  private static final AtomicInteger NEXT = new AtomicInteger(new SecureRandom().nextInt(COUNT));

  private FreePort() {}

  /** Finds a free port of the loopback interface, a new one each time. */
  public static int find() {
    IOException last = null;
    for (int i = 0; i < COUNT; i++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        last = e; // taken
      }
    }
    throw new UncheckedIOException("no port is free", last);
  }
}
