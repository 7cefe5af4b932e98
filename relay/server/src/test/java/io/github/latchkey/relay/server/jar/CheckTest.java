package io.github.latchkey.relay.server.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.server.postgres.TestDatabase;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import io.github.latchkey.testing.TokenFault;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --check} says what is wrong before anybody logs in. */
class CheckTest {
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

  /** Its lines, without the milliseconds, after the exit code is seen to be this one. */
  private List<String> check(int exitCode) throws Exception {
    try (RelayProcess relay = new RelayProcess(directory, settings, "--check")) {
      assertEquals(exitCode, relay.exitCode(), relay.everything());
      assertEquals("", relay.err());
      for (String secret : provider.canaries().all()) {
        assertFalse(relay.everything().contains(secret));
      }
      return relay.out().lines().map(line -> line.replaceAll("\\d+ ms", "N ms")).toList();
    }
  }

  @Test
  void eachThingThatIsWellIsALineAndTheExitCodeIs0() throws Exception {
    settings.put("PLUGIN_URI", "http://localhost:5173");
    settings.put("SCOPE", "profile");
    settings.put("REVOCATION_ENDPOINT", provider.origin() + "/revoke");
    settings.put("STORE", TestDatabase.shared().create());
    // A relay that runs is not in the way.
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(
          List.of(
              "ok      settings of http://localhost:" + taken.getLocalPort() + " can be used",
              "skipped TLS_CERT is not set, and http is served",
              "ok      STORE connects, and its table can be read, within N ms",
              "ok      AUTHORIZE_ENDPOINT "
                  + provider.origin()
                  + "/authorize answers 400 after N ms",
              "ok      TOKEN_ENDPOINT " + provider.origin() + "/token answers 401 after N ms",
              "ok      REVOCATION_ENDPOINT " + provider.origin() + "/revoke answers 401 after N ms",
              "ok      CLIENT_ID and its credentials are accepted"),
          check(0));
    }
    assertEquals(1, provider.exchanges());
    assertEquals(0, provider.refreshes());
  }

  @Test
  void wrongCredentialsAndAWrongTokenAuthAreReported() throws Exception {
    settings.put("CLIENT_SECRET", "wrong");
    assertTrue(
        check(1)
            .contains(
                "failed  CLIENT_ID or CLIENT_SECRET is wrong: an invalid code was answered by"
                    + " provider 401 invalid_client (check CLIENT_ID, CLIENT_SECRET and"
                    + " TOKEN_AUTH)"));
    settings.put("CLIENT_SECRET", provider.clientSecret());
    provider.nextTokenFaults(
        TokenFault.json(401, "{\"error\":\"invalid_client\"}"),
        TokenFault.json(401, "{\"error\":\"invalid_client\"}"));
    assertTrue(
        check(1)
            .contains("failed  TOKEN_AUTH must be basic: with it, the credentials are accepted"));
    provider.nextTokenFaults(
        TokenFault.json(400, "{}"),
        TokenFault.json(400, "{\"error\":\"oops\",\"error_description\":\"no such thing\"}"));
    assertTrue(
        check(0)
            .contains(
                "warning CLIENT_ID and its credentials may be right or wrong: an invalid code was"
                    + " answered by provider 400 other: oops \"no such thing\""));
  }

  @Test
  void eachThingThatIsIllIsALineTooAndTheExitCodeIs1() throws Exception {
    Path pem = Files.writeString(directory.resolve("some.pem"), "nothing");
    settings.put("REDIRECT_URI", "https://localhost:" + port + "/redirect");
    settings.put("TLS_CERT", pem.toString());
    settings.put("TLS_KEY", pem.toString());
    settings.put("TRUSTED_PROXIES", "proxy.example");
    int nobody = FreePort.find();
    settings.put("STORE", "jdbc:postgresql://127.0.0.1:" + nobody + "/latchkey");
    settings.put("PGPASSWORD", provider.canaries().draw("database"));
    settings.put("AUTHORIZE_ENDPOINT", provider.origin() + "/nothing-here");
    settings.put("TOKEN_ENDPOINT", "http://127.0.0.1:" + nobody + "/token?key=canary");
    settings.put("REFRESH_ENDPOINT", "https://{subdomain}.example.com/token");
    List<String> lines = check(1);
    for (String line :
        List.of(
            "warning settings ",
            "failed  TRUSTED_PROXIES ",
            "failed  TLS_CERT holds no certificate in PEM",
            "failed  STORE ",
            "warning AUTHORIZE_ENDPOINT " + provider.origin() + "/nothing-here answers 404 ",
            "failed  TOKEN_ENDPOINT gives no answer: nothing listens at http://127.0.0.1:"
                + nobody
                + "/token: the connection was refused",
            "skipped REFRESH_ENDPOINT https://{subdomain}.example.com/token has a host for each")) {
      assertTrue(lines.stream().anyMatch(each -> each.startsWith(line)), line + " in " + lines);
    }
  }

  @Test
  void ofSeveralPluginsEachHasItsLines() throws Exception {
    Map<String, String> several = new HashMap<>();
    several.put("PLUGINS", "one,two");
    several.put("RELAY_SECRET", settings.remove("RELAY_SECRET"));
    several.put("PORT", settings.remove("PORT"));
    for (String name : List.of("one", "two")) {
      settings.put("REDIRECT_URI", "http://localhost:" + port + "/" + name + "/redirect");
      settings.forEach((key, value) -> several.put(name.toUpperCase() + "_" + key, value));
    }
    several.put("TWO_TOKEN_ENDPOINT", "http://127.0.0.1:" + FreePort.find() + "/token");
    settings = several;
    List<String> lines = check(1);
    assertTrue(lines.contains("ok      settings of http://localhost:" + port + "/one can be used"));
    assertTrue(lines.contains("ok      settings of http://localhost:" + port + "/two can be used"));
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("ok      /one TOKEN_ENDPOINT ")));
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("failed  /two TOKEN_ENDPOINT ")));
  }

  @Test
  void aWrongSettingIsOneLineOnTheStandardErrorAndExitCode2() throws Exception {
    settings.put("METRICS_PORT", "many");
    try (RelayProcess relay = new RelayProcess(directory, settings, "--check")) {
      assertEquals(2, relay.exitCode());
      assertEquals("", relay.out());
      assertEquals(
          "latchkey-relay: METRICS_PORT must be a whole number from 1 to 65535.\n", relay.err());
    }
  }
}
