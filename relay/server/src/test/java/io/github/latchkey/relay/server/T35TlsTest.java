package io.github.latchkey.relay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.latchkey.relay.server.log.RelayLog;
import io.github.latchkey.relay.server.metrics.Metrics;
import io.github.latchkey.relay.server.settings.Certificates;
import io.github.latchkey.relay.server.settings.Tls;
import io.github.latchkey.relay.server.settings.TrustedProxies;
import io.github.latchkey.relay.server.thread.ServerThreads;
import io.github.latchkey.relay.server.wait.LongPolls;
import io.github.latchkey.relay.settings.SettingsException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What travels must be encrypted under the certificate that the operator meant, or not at all. */
class T35TlsTest {
  private static final String[] EC = {"ec", "-pkeyopt", "ec_paramgen_curve:P-256"};

  @TempDir Path directory;

  private Tls load(String name) throws SettingsException {
    return Tls.load(
        directory.resolve(name + ".pem").toString(),
        directory.resolve(name + "-key.pem").toString());
  }

  /** Asks over TLS, with this root alone trusted and the host's name checked. */
  private String protocolOf(Tls tls, Path root) throws Exception {
    ServerThreads threads = new ServerThreads(1_000);
    try (RelayServer server =
        RelayServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            tls,
            (request, address) -> TestHost.reply(200, "over TLS"),
            new LongPolls(TestHost.LIMITS, threads.answers(), threads.timer()),
            TrustedProxies.none(),
            threads,
            new RelayLog(new PrintStream(PrintStream.nullOutputStream()), false),
            new Metrics())) {
      SSLSocket socket =
          (SSLSocket)
              Certificates.trusting(root)
                  .getSocketFactory()
                  .createSocket("localhost", server.port());
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      try (RawHttp connection = new RawHttp(socket)) {
        assertEquals("over TLS", connection.send("GET", "/", "").read().body());
        assertEquals("over TLS", connection.send("GET", "/", "").read().body());
        return socket.getSession().getProtocol();
      }
    }
  }

  @Test
  void whatMkcertWritesIsServed() throws Exception {
    assumeTrue(Certificates.has("mkcert"));
    Path root = Certificates.mkcert(directory);
    Tls tls = load("localhost");
    assertNull(tls.warning());
    assertEquals("TLSv1.3", protocolOf(tls, root));
  }

  @Test
  void rsaAndEcKeysAreServed() throws Exception {
    assumeTrue(Certificates.has("openssl"));
    Path rsa = Certificates.openssl(directory, "rsa", "rsa:2048");
    assertEquals("TLSv1.3", protocolOf(load("rsa"), rsa));
    Path ec = Certificates.openssl(directory, "ec", EC);
    assertEquals("TLSv1.3", protocolOf(load("ec"), ec));
  }

  @Test
  void theKeyOfAnotherCertificateStopsTheStart() throws Exception {
    assumeTrue(Certificates.has("openssl"));
    Certificates.openssl(directory, "one", EC);
    Certificates.openssl(directory, "two", EC);
    Certificates.openssl(directory, "three", "rsa:2048");
    for (String key : new String[] {"two-key.pem", "three-key.pem"}) {
      assertProblem("TLS_KEY", "one.pem", key);
    }
  }

  @Test
  void anOlderFormOfKeySaysHowToMakeTheNewer() throws Exception {
    assumeTrue(Certificates.has("openssl"));
    Certificates.openssl(directory, "one", "rsa:2048");
    Certificates.run(
        directory,
        directory,
        "openssl",
        "rsa",
        "-traditional",
        "-in",
        "one-key.pem",
        "-out",
        "old-key.pem");
    SettingsException e = assertProblem("TLS_KEY", "one.pem", "old-key.pem");
    assertTrue(e.getMessage().contains("openssl pkcs8"), e.getMessage());
  }

  @Test
  void filesOfNoUseStopTheStart() throws Exception {
    assumeTrue(Certificates.has("openssl"));
    Certificates.openssl(directory, "one", EC);
    String key = Files.readString(directory.resolve("one-key.pem"));
    Files.writeString(directory.resolve("cut-key.pem"), key.replaceAll("(?m)^M.*$", "MIIE"));
    Files.writeString(directory.resolve("empty.pem"), "");
    Files.write(directory.resolve("bytes.pem"), new byte[] {(byte) 0x80, 0, 1});
    assertProblem("TLS_CERT", "missing.pem", "one-key.pem");
    assertProblem("TLS_CERT", "empty.pem", "one-key.pem");
    assertProblem("TLS_CERT", "bytes.pem", "one-key.pem");
    assertProblem("TLS_CERT", "one-key.pem", "one-key.pem");
    assertProblem("TLS_KEY", "one.pem", "missing.pem");
    assertProblem("TLS_KEY", "one.pem", "empty.pem");
    assertProblem("TLS_KEY", "one.pem", "one.pem");
    assertProblem("TLS_KEY", "one.pem", "cut-key.pem");
    assertProblem("TLS_KEY", "one.pem", null);
    assertProblem("TLS_CERT", null, "one-key.pem");
  }

  private SettingsException assertProblem(String setting, String cert, String key) {
    SettingsException e =
        assertThrows(
            SettingsException.class,
            () ->
                Tls.load(
                    cert == null ? null : directory.resolve(cert).toString(),
                    key == null ? null : directory.resolve(key).toString()));
    assertEquals(setting, e.setting(), e.getMessage());
    assertFalse(e.getMessage().contains("MII"), e.getMessage());
    return e;
  }

  @Test
  void aCertificateThatIsOverIsServedWithAWarning() throws Exception {
    assumeTrue(Certificates.has("openssl"));
    Certificates.expired(directory, "over");
    assertNotNull(load("over").warning());
  }

  @Test
  void plainHttpGetsNothingFromATlsPort() throws Exception {
    assumeTrue(Certificates.has("openssl"));
    Certificates.openssl(directory, "one", EC);
    ServerThreads threads = new ServerThreads(1_000);
    try (RelayServer server =
            RelayServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                load("one"),
                (request, address) -> TestHost.reply(200, "must not be seen"),
                new LongPolls(TestHost.LIMITS, threads.answers(), threads.timer()),
                TrustedProxies.none(),
                threads,
                new RelayLog(new PrintStream(PrintStream.nullOutputStream()), false),
                new Metrics());
        RawHttp connection = new RawHttp(server.port())) {
      assertThrows(IOException.class, () -> connection.send("GET", "/", "").read());
    }
  }
}
