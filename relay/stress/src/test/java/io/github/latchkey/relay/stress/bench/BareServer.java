package io.github.latchkey.relay.stress.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * {@code BareServer PORT}: the JDK's server with the relay's limits, which answers everything with
 * a constant. It is what the relay is measured against, and its provider and API as well: what it
 * answers is a token answer, as long as the relay's answer to {@code /authorize}.
 */
public final class BareServer {
  private static final byte[] CONSTANT =
      ("{\"access_token\":\"" + "a".repeat(400) + "\",\"token_type\":\"Bearer\"}")
          .getBytes(StandardCharsets.US_ASCII);

  private BareServer() {}

  /** Serves until it is killed. */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    // A server that meets strangers has these limits, and pays for keeping them.
    System.setProperty("sun.net.httpserver.maxReqTime", "8");
    System.setProperty("sun.net.httpserver.maxRspTime", "70");
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])),
            1024);
    server.setExecutor(Executors.newFixedThreadPool(256));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, CONSTANT.length);
            exchange.getResponseBody().write(CONSTANT);
          }
        });
    server.start();
  }
}
