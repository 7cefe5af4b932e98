package io.github.latchkey.relay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.latchkey.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The nginx file of relay/deploy, with other ports and without TLS, in front of a relay. */
class NginxTest {
  private static final Path NGINX = Path.of("/usr/sbin/nginx");

  @TempDir Path directory;

  private Process start(int port, int relayPort) throws Exception {
    assumeTrue(Files.isExecutable(NGINX), "nginx is not installed");
    String config =
        Files.readString(Path.of("../deploy/nginx.conf"))
            .replace("listen 443 ssl;", "listen 127.0.0.1:" + port + ";")
            .replaceAll("(?m)^ *ssl_\\w+ .*$", "")
            .replace("127.0.0.1:8787", "127.0.0.1:" + relayPort)
            .replace("127.0.0.1:8788", "127.0.0.1:" + relayPort)
            .replace("/run/nginx.pid", directory + "/nginx.pid")
            .replace("/var/log/nginx/", directory + "/");
    String temporary =
        """
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
        """
            .formatted(directory);
    config = config.replace("http {\n", "http {\n" + temporary);
    Path file = Files.writeString(directory.resolve("nginx.conf"), "daemon off;\n" + config);
    Process process =
        new ProcessBuilder(NGINX.toString(), "-p", directory.toString(), "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out.log").toFile())
            .start();
    TestHost.await(() -> answers(port) || !process.isAlive());
    assertTrue(process.isAlive(), Files.readString(directory.resolve("out.log")));
    return process;
  }

  private static boolean answers(int port) {
    try (RawHttp connection = new RawHttp(port)) {
      return connection.send("GET", "/", "").read().status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aLoginGoesThroughNginxAndItsLogHasNoSecret() throws Exception {
    int port = FreePort.find();
    try (TestRelay relay =
        new TestRelay(
            settings -> {
              settings.put("PORT", settings.get("REDIRECT_URI").replaceAll("\\D*(\\d+)\\D*", "$1"));
              settings.put("REDIRECT_URI", "http://localhost:" + port + "/redirect");
              settings.put("TRUSTED_PROXIES", "127.0.0.1");
            })) {
      relay.provider.registerRedirectUri("http://localhost:" + port + "/redirect");
      Process nginx = start(port, relay.client.port());
      try {
        RelayClient client = new RelayClient(port);
        RelayClient.Login login = client.authorize();
        CompletableFuture<Integer> heldPoll =
            CompletableFuture.supplyAsync(() -> status(client, login));
        TestHost.await(() -> relay.server.heldPolls() == 1);
        client.get(client.logIn(login));
        assertEquals(200, heldPoll.get(30, TimeUnit.SECONDS));
        TestHost.await(() -> log().contains("/redirect 303"));
        for (String secret : relay.provider.canaries().all()) {
          assertFalse(log().contains(secret), "a secret is in nginx's log");
        }
      } finally {
        nginx.destroy();
        nginx.waitFor();
      }
    }
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("access.log"));
  }

  private static int status(RelayClient client, RelayClient.Login login) {
    try {
      return client.poll(login.readKey(), 25).statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
