package io.github.latchkey.relay.server.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpsServer;
import io.github.latchkey.relay.jdk.JdkHttp;
import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.server.settings.Certificates;
import io.github.latchkey.relay.server.settings.Tls;
import io.github.latchkey.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which a provider gives no answer has a message of its own, with the URL. */
class HttpFailureTest {
  @TempDir Path directory;

  private static String failure(String url) {
    return assertThrows(
            IOException.class,
            () ->
                new JdkHttp().post(Http.Purpose.OTHER, url + "?key=canary", Map.of(), new byte[0]))
        .getMessage();
  }

  @Test
  void aRefusedConnectionSaysThatNothingListensThere() {
    String url = "http://127.0.0.1:" + FreePort.find() + "/token";
    assertEquals("nothing listens at " + url + ": the connection was refused", failure(url));
  }

  @Test
  void anUnknownHostIsNamed() {
    String url = "https://unknown-host.invalid/token";
    assertEquals("the host of " + url + " is unknown: check its name, and DNS", failure(url));
  }

  @Test
  void anUntrustedCertificateSaysHowToTrustAPrivateCa() throws Exception {
    assumeTrue(Certificates.has("openssl"));
    Path cert = Certificates.openssl(directory, "own", "rsa:2048");
    Tls tls = Tls.load(cert.toString(), directory.resolve("own-key.pem").toString());
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(tls.configurator());
    server.start();
    try {
      String url = "https://localhost:" + server.getAddress().getPort() + "/token";
      assertEquals(
          "the certificate of "
              + url
              + " is not trusted. If a private CA issued it, put the CA into a trust store and"
              + " start java with -Djavax.net.ssl.trustStore=FILE",
          failure(url));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void httpInPlaceOfHttpsSaysSo() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server =
          new Thread(
              () -> {
                try (Socket socket = listener.accept()) {
                  socket.getInputStream().read();
                  socket
                      .getOutputStream()
                      .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      server.start();
      String url = "https://127.0.0.1:" + listener.getLocalPort() + "/token";
      assertEquals("TLS with " + url + " failed: does it serve https?", failure(url));
      server.join();
    }
  }
}
