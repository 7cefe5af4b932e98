package io.github.latchkey.relay.server.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.latchkey.relay.server.RawHttp;
import io.github.latchkey.relay.server.settings.Certificates;
import io.github.latchkey.relay.settings.Setting;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path directory;
  private final int port = FreePort.find();
  private FakeProvider provider;
  private Map<String, String> settings;

  @BeforeEach
  void start() throws Exception {
    provider = FakeProvider.start();
    settings = new HashMap<>(provider.relaySettings(port));
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private RelayProcess run(String... arguments) throws Exception {
    return new RelayProcess(directory, settings, arguments);
  }

  private void layDevVars(Map<String, String> variables) throws Exception {
    Files.writeString(
        directory.resolve(".dev.vars"),
        variables.entrySet().stream()
            .map(entry -> entry.getKey() + "=\"" + entry.getValue() + "\"\n")
            .collect(Collectors.joining()));
  }

  private static int home(int port) throws Exception {
    try (RawHttp connection = new RawHttp(port)) {
      return connection.send("GET", "/", "").read().status();
    }
  }

  /** One line on the standard error, nothing on the other. */
  private static void assertOneLine(RelayProcess relay, String part) throws Exception {
    assertTrue(relay.err().contains(part), relay.err());
    assertEquals(1, relay.err().lines().count(), relay.err());
    assertEquals("", relay.out());
  }

  @Test
  void theJarKnowsTheProvidersThatHaveAPreset() throws Exception {
    settings.remove("AUTHORIZE_ENDPOINT");
    settings.remove("TOKEN_ENDPOINT");
    settings.put("PROVIDER", "notion");
    try (RelayProcess relay = run()) {
      relay.awaitStart();
      assertTrue(relay.out().contains("https://api.notion.com/v1/oauth/token"), relay.out());
    }
    settings.put("PROVIDER", "nobody");
    try (RelayProcess relay = run()) {
      assertEquals(2, relay.exitCode());
      assertOneLine(relay, "PROVIDER must be airtable, asana,");
    }
    settings.put("PROVIDER", "http://localhost:" + FreePort.find());
    try (RelayProcess relay = run()) {
      assertEquals(1, relay.exitCode());
      assertOneLine(relay, "gives no metadata");
    }
  }

  @Test
  void helpListsEverySettingAndVersionIsOneLine() throws Exception {
    for (String argument : new String[] {"--help", "--version"}) {
      try (RelayProcess relay = run(argument)) {
        assertEquals(0, relay.exitCode());
        List<String> settings =
            argument.equals("--help")
                ? Stream.of(Setting.values()).map(setting -> "\n  " + setting + "\n").toList()
                : List.of();
        assertTrue(settings.stream().allMatch(relay.out()::contains), relay.out());
        assertTrue(relay.out().lines().allMatch(line -> line.length() <= 80), relay.out());
        assertTrue(relay.out().toLowerCase().startsWith("latchkey"), relay.out());
        assertEquals("", relay.err());
      }
    }
  }

  @Test
  void anArgumentThatItDoesNotKnowIsExitCode2() throws Exception {
    try (RelayProcess relay = run("--port=canary")) {
      assertEquals(2, relay.exitCode());
      assertOneLine(relay, "--help");
      assertFalse(relay.err().contains("canary"));
    }
  }

  @Test
  void aWrongSettingIsOneLineThatNamesItAndExitCode2() throws Exception {
    settings.remove("TOKEN_ENDPOINT");
    try (RelayProcess relay = run()) {
      assertEquals(2, relay.exitCode());
      assertOneLine(relay, "TOKEN_ENDPOINT");
    }
  }

  @Test
  void eachWrongSettingIsALineAndTheMissingCertificateIsOne() throws Exception {
    settings.put("REDIRECT_URI", "https://localhost:" + port + "/redirect");
    settings.put("PKCE", "plane");
    settings.put("LOG_FORMAT", "xml");
    try (RelayProcess relay = run()) {
      assertEquals(2, relay.exitCode());
      List<String> lines = relay.err().lines().toList();
      assertEquals(3, lines.size(), relay.err());
      assertTrue(lines.stream().allMatch(line -> line.startsWith("latchkey-relay: ")));
      assertTrue(relay.err().contains("mkcert localhost"), relay.err());
    }
  }

  @Test
  void anUnknownNameInDevVarsIsAWarningWithTheNearestName() throws Exception {
    Map<String, String> file = new HashMap<>(settings);
    file.put("SCOPES", "a");
    layDevVars(file);
    settings = Map.of();
    try (RelayProcess relay = run().awaitStart()) {
      assertTrue(
          relay
              .out()
              .contains(
                  "warning: SCOPES is not a setting of the relay and has no effect. Did you mean"
                      + " SCOPE?"),
          relay.out());
    }
  }

  @Test
  void theDevVarsOfThePublishedRelayServeThePluginOnItsUsualPort() throws Exception {
    Files.writeString(
        directory.resolve(".dev.vars"),
        "CLIENT_ID=XXXXX\nCLIENT_SECRET=XXXX\n\n# Set the id.\nPLUGIN_ID = \"\"\n"
            + ("REDIRECT_URI=http://localhost:" + port + "/redirect\n\n")
            + ("AUTHORIZE_ENDPOINT=" + provider.origin() + "/authorize\n")
            + ("TOKEN_ENDPOINT=" + provider.origin() + "/token\n\nSCOPE=profile\n"));
    settings = Map.of();
    try (RelayProcess relay = run().awaitStart();
        RawHttp connection = new RawHttp(port)) {
      assertEquals(
          200,
          connection
              .send("POST", "/authorize", "", "Origin: https://localhost:5173")
              .read()
              .status());
      assertFalse(relay.out().contains("warning"), relay.out());
    }
  }

  @Test
  void aLineOfDevVarsThatCannotBeUnderstoodIsExitCode2() throws Exception {
    Files.writeString(directory.resolve(".dev.vars"), "A=b\nCLIENT_SECRET \"canary\"\n");
    try (RelayProcess relay = run()) {
      assertEquals(2, relay.exitCode());
      assertOneLine(relay, ".dev.vars line 2");
      assertFalse(relay.err().contains("canary"));
    }
  }

  @Test
  void aPortThatIsTakenIsOneLineThatSaysSoAndExitCode1() throws Exception {
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        RelayProcess relay = run()) {
      assertEquals(1, relay.exitCode());
      assertOneLine(relay, "PORT " + taken.getLocalPort() + ": Address already in use");
    }
  }

  @Test
  void httpsOnLocalhostWithoutACertificateSaysHowToMakeOne() throws Exception {
    settings.put("REDIRECT_URI", "https://localhost:" + port + "/redirect");
    try (RelayProcess relay = run()) {
      assertEquals(2, relay.exitCode());
      assertOneLine(relay, "mkcert localhost");
    }
  }

  @Test
  void settingsComeFromDevVarsAndTheStartPrintsThemWithSecretsMasked() throws Exception {
    layDevVars(settings);
    settings = Map.of();
    try (RelayProcess relay = run().awaitStart()) {
      assertEquals(200, home(port));
      String out = relay.out();
      assertTrue(out.contains("serves http://localhost:" + port + " on port " + port), out);
      assertTrue(out.contains("  CLIENT_ID=" + provider.clientId()), out);
      assertTrue(out.contains("  CLIENT_SECRET=***"), out);
      assertFalse(out.contains(provider.clientSecret()), out);
      assertTrue(out.contains("warning: "), "no plugin is allowed: " + out);
      assertEquals("", relay.err());
    }
  }

  @Test
  void theEnvironmentWinsOverDevVarsAndSaysSo() throws Exception {
    Map<String, String> file = new HashMap<>(settings);
    file.put("PORT", "1");
    layDevVars(file);
    settings = Map.of("PORT", String.valueOf(port), "CLIENT_ID", provider.clientId());
    try (RelayProcess relay = run().awaitStart()) {
      assertEquals(200, home(port));
      assertEquals(
          "latchkey-relay: PORT is taken from the environment, not from .dev.vars\n", relay.err());
    }
  }

  @Test
  void whatMkcertWroteBesideDevVarsIsServed() throws Exception {
    assumeTrue(Certificates.has("mkcert"));
    Path root = Certificates.mkcert(directory);
    settings.put("REDIRECT_URI", "https://localhost:" + port + "/redirect");
    layDevVars(settings);
    settings = Map.of();
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "root",
        CertificateFactory.getInstance("X.509").generateCertificate(Files.newInputStream(root)));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (RelayProcess relay = run().awaitStart();
        RawHttp connection =
            new RawHttp(context.getSocketFactory().createSocket("localhost", port))) {
      assertTrue(relay.out().contains("serves https://localhost:" + port), relay.out());
      assertEquals(200, connection.send("GET", "/", "").read().status());
    }
  }
}
