package io.github.latchkey.relay.server.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.latchkey.relay.server.RawHttp;
import io.github.latchkey.relay.server.RelayClient;
import io.github.latchkey.relay.server.postgres.TestDatabase;
import io.github.latchkey.relay.server.settings.Certificates;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What lies in {@code relay/deploy}: the image is what its script makes, engine or not. */
@EnabledOnOs(OS.LINUX)
class DeployTest {
  private static final Path DEPLOY = Path.of("../deploy");
  private static final long IMAGE_BYTES_MAX = 64 << 20;

  @TempDir static Path root;
  @TempDir Path directory;
  private static FakeProvider provider;

  @BeforeAll
  static void makeImage() throws Exception {
    provider = FakeProvider.start();
    Certificates.run(
        root.getParent(),
        root,
        "sh",
        DEPLOY.resolve("image.sh").toAbsolutePath().toString(),
        RelayProcess.jar().toString(),
        root.toString());
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  private static List<String> options() throws IOException {
    // What stands between the program and the jar in the Dockerfile's last line.
    String entry =
        Files.readAllLines(DEPLOY.resolve("Dockerfile")).stream()
            .filter(line -> line.startsWith("ENTRYPOINT"))
            .findFirst()
            .orElseThrow();
    List<String> words = new ArrayList<>();
    for (String word : entry.substring(entry.indexOf('[') + 1, entry.indexOf(']')).split(", ")) {
      words.add(word.substring(1, word.length() - 1));
    }
    return words;
  }

  @Test
  void theImageLogsInOverTlsWithRowsInPostgres() throws Exception {
    assumeTrue(Certificates.has("openssl"));
    int port = FreePort.find();
    Path cert = Certificates.openssl(directory, "ec", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    Map<String, String> settings = new HashMap<>(provider.relaySettings(port));
    String redirectUri = "https://localhost:" + port + "/redirect";
    provider.registerRedirectUri(redirectUri);
    settings.put("REDIRECT_URI", redirectUri);
    settings.put("TLS_CERT", cert.toString());
    settings.put("TLS_KEY", directory.resolve("ec-key.pem").toString());
    settings.put("STORE", TestDatabase.shared().create());
    List<String> command = new ArrayList<>();
    for (String word : options()) {
      command.add(word.startsWith("/opt/") ? root + word : word);
    }
    long start = System.nanoTime();
    try (RelayProcess relay = new RelayProcess(command, directory, settings).awaitStart();
        RawHttp connection =
            new RawHttp(
                Certificates.trusting(cert).getSocketFactory().createSocket("localhost", port))) {
      assertEquals(200, connection.send("GET", "/", "").read().status());
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      String begun = connection.send("POST", "/authorize", "").read().body();
      String redirect =
          new RelayClient(port)
              .logIn(new RelayClient.Login(RelayClient.member(begun, "url"), ""))
              .substring(("https://localhost:" + port).length());
      assertEquals("/done", connection.send("GET", redirect, "").read().headers().get("location"));
      RawHttp.Answer answer =
          connection
              .send("POST", "/poll", "wait=5&readKey=" + RelayClient.member(begun, "readKey"))
              .read();
      assertEquals(200, answer.status(), answer.body());
      assertEquals("", relay.err());
      long bytes = bytes();
      String resident =
          Files.readAllLines(Path.of("/proc", String.valueOf(relay.pid()), "status")).stream()
              .filter(line -> line.startsWith("VmRSS"))
              .findFirst()
              .orElseThrow();
      System.out.printf(
          "Image: %.1f MB; with TLS and PostgreSQL it answers after %d ms; %s%n",
          bytes / 1048576.0, millis, resident);
      assertTrue(bytes < IMAGE_BYTES_MAX, bytes + " bytes");
    }
  }

  private static long bytes() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          bytes += Files.size(file);
        }
      }
    }
    return bytes;
  }

  /** An empty image has nothing but its own files: no library of this machine. */
  @Test
  void nothingOutsideTheImageIsNeeded() throws Exception {
    List<String> alone = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork"));
    alone.addAll(List.of("sh", "-ec"));
    alone.add(
        "mount -t proc proc $0/proc; mount --bind /dev $0/dev;"
            + " exec chroot --userspec=65532:65532 $0 \"$@\"");
    alone.add(root.toString());
    List<String> trial = new ArrayList<>(alone);
    trial.set(trial.size() - 2, trial.get(trial.size() - 2).replaceFirst("exec .*", "exit"));
    boolean isAllowed;
    try {
      isAllowed =
          new ProcessBuilder(trial)
                  .redirectErrorStream(true)
                  .redirectOutput(directory.resolve("trial.log").toFile())
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      isAllowed = false;
    }
    assumeTrue(isAllowed, "no namespaces of its own");
    int port = FreePort.find();
    Map<String, String> settings = new HashMap<>(provider.relaySettings(port));
    settings.put("PATH", System.getenv("PATH"));
    alone.addAll(options());
    try (RelayProcess relay = new RelayProcess(alone, directory, settings).awaitStart()) {
      RelayClient client = new RelayClient(port);
      RelayClient.Login login = client.authorize();
      client.get(client.logIn(login));
      assertEquals(200, client.poll(login.readKey(), 5).statusCode());
      assertEquals("", relay.err());
    }
  }

  @Test
  void theSystemdUnitIsOneAndStartsWhatTheDockerfileStarts() throws Exception {
    Path unit = DEPLOY.resolve("latchkey-relay.service").toAbsolutePath();
    String start =
        Files.readAllLines(unit).stream()
            .filter(line -> line.startsWith("ExecStart="))
            .findFirst()
            .orElseThrow();
    assertEquals(
        String.join(" ", options()).replace("/opt/latchkey/bin/java", "ExecStart=/usr/bin/java"),
        start);
    assumeTrue(Certificates.has("systemd-analyze"));
    Certificates.run(directory, directory, "systemd-analyze", "verify", unit.toString());
    assertEquals("", Files.readString(directory.resolve("tool.log")));
  }
}
