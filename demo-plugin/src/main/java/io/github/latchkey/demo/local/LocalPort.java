package io.github.latchkey.demo.local;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;

/** A port of this machine that nothing listens on. */
final class LocalPort {
  private static final int TRIES = 100;
  private static final int CONNECT_MILLIS = 200;

  private LocalPort() {}

  /**
   * The first free port from a preferred one upwards.
   *
   * @param preferred the port to try first
   * @throws IOException if none of a hundred is free
   */
  static int from(int preferred) throws IOException {
    for (int port = preferred; port < preferred + TRIES; port++) {
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("no free port from " + preferred + " to " + (preferred + TRIES - 1));
  }

  /** Both of localhost's addresses count: a browser may reach a stranger on the other one. */
  private static boolean isFree(int port) throws IOException {
    return isFree("127.0.0.1", port) && isFree("::1", port);
  }

  private static boolean isFree(String address, int port) throws IOException {
    InetAddress host = InetAddress.getByName(address);
    // Asked first: some systems let one bind an address beside a listener on all addresses.
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      return false;
    } catch (IOException nobodyListens) {
      return isBindable(host, port);
    }
  }

  private static boolean isBindable(InetAddress host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException taken) {
      // A machine without IPv6 cannot bind there, and nobody else can.
      return host instanceof Inet6Address && !hasAddress(host);
    }
  }

  private static boolean hasAddress(InetAddress host) {
    try {
      return NetworkInterface.getByInetAddress(host) != null;
    } catch (IOException unknown) {
      return true;
    }
  }
}
