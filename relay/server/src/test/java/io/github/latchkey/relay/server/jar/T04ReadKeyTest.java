package io.github.latchkey.relay.server.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.server.RelayClient;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A read key in a URL is in no output of the relay, whatever becomes of the request, and has done
 * its work once it has been used.
 */
final class T04ReadKeyTest {
  @TempDir Path directory;

  private final List<String> keys = new ArrayList<>();

  private RelayProcess start(Map<String, String> settings) throws Exception {
    return new RelayProcess(directory, settings).awaitStart();
  }

  private RelayClient.Login authorize(RelayClient client) throws Exception {
    RelayClient.Login login = client.authorize();
    keys.add(login.readKey());
    return login;
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void noKeyInAQueryIsPrintedAndItsAnswerIsGivenOnce(String format) throws Exception {
    int port = FreePort.find();
    try (FakeProvider provider = FakeProvider.start()) {
      Map<String, String> settings = new HashMap<>(provider.relaySettings(port));
      settings.put("LOG_FORMAT", format);
      try (RelayProcess relay = start(settings)) {
        RelayClient client = new RelayClient(port);
        String pending = authorize(client).readKey();
        assertEquals(404, client.pollCompatible(pending).statusCode());
        RelayClient.Login login = authorize(client);
        client.get(client.logIn(login));
        assertEquals(200, client.pollCompatible(login.readKey()).statusCode());
        assertEquals(410, client.pollCompatible(login.readKey()).statusCode());
        assertEquals(410, client.poll(login.readKey(), 0).statusCode());
        String key = login.readKey();
        String other = (key.charAt(0) == 'A' ? "B" : "A") + key.substring(1);
        keys.add(other.substring(1));
        for (String target :
            List.of(
                "/poll?readKey=" + other,
                "/poll?readKey=" + pending + "&readKey=" + pending,
                "/poll?readKey=" + pending + "%00",
                "/poll?readKey=" + pending + "&x=" + "y".repeat(17_000),
                "/poll/?readKey=" + pending,
                "/refresh?readKey=" + pending,
                "/authorize?readKey=" + pending,
                "/nowhere?readKey=" + pending,
                "/redirect?readKey=" + pending)) {
          int status = client.post(target, "").statusCode();
          assertTrue(status >= 400 || target.startsWith("/auth"), target + " " + status);
        }
        client.get("http://127.0.0.1:" + port + "/poll?readKey=" + pending);
        relay.signal("TERM");
        relay.exitCode();
        String printed = relay.everything();
        assertTrue(printed.contains("/poll"), printed);
        assertFalse(printed.contains("readKey"), printed);
        keys.forEach(each -> assertFalse(printed.contains(each), printed));
      }
    }
  }

  @Test
  void whereTheOlderDialectIsOffAKeyInAQueryOpensNothing() throws Exception {
    int port = FreePort.find();
    try (FakeProvider provider = FakeProvider.start()) {
      Map<String, String> settings = new HashMap<>(provider.relaySettings(port));
      settings.put("COMPATIBLE", "off");
      try (RelayProcess relay = start(settings)) {
        RelayClient client = new RelayClient(port);
        RelayClient.Login login = authorize(client);
        client.get(client.logIn(login));
        assertEquals(400, client.pollCompatible(login.readKey()).statusCode());
        String tokens = client.poll(login.readKey(), 0).body();
        String refreshToken = RelayClient.member(tokens, "refresh_token");
        assertEquals(400, client.post("/refresh?code=" + refreshToken, "").statusCode());
        assertEquals(0, provider.refreshes());
        relay.signal("TERM");
        relay.exitCode();
        assertFalse(relay.everything().contains(login.readKey()));
      }
    }
  }
}
