package io.github.latchkey.relay.seal;

import static io.github.latchkey.relay.Replied.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.Relay;
import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.Replied;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.relay.settings.SettingsException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The relay's key can be replaced without losing a login, and is never a weak one. */
final class T29RotationTest {
  private static final String OLD = "old-old-old-old-old-old-old-old-old";
  private static final String NEW = "new-new-new-new-new-new-new-new-new";

  @Test
  void aLoginUnderWaySurvivesTheStepsOfARotation() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start(v -> v.put("RELAY_SECRET", OLD))) {
      Login login = relay.authorize();
      String target = relay.visit(login);
      Relay both = relay.second(v -> v.put("RELAY_SECRET", NEW + " , " + OLD));
      assertEquals(404, poll(both, login));
      assertEquals("/done", header(send(both, "GET", target, ""), "Location"));
      assertEquals(200, poll(both, login));
    }
  }

  @Test
  void twoInstancesThatRotateOneAfterTheOtherLoseNoLogin() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start(v -> v.put("RELAY_SECRET", OLD))) {
      Relay[] steps = {
        relay.second(v -> v.put("RELAY_SECRET", OLD)),
        relay.second(v -> v.put("RELAY_SECRET", OLD + "," + NEW)),
        relay.second(v -> v.put("RELAY_SECRET", NEW + "," + OLD)),
        relay.second(v -> v.put("RELAY_SECRET", NEW))
      };
      for (int i = 0; i + 1 < steps.length; i++) {
        for (int from = i; from <= i + 1; from++) {
          Reply reply = send(steps[from], "POST", "/authorize", "");
          Login login = new Login(Replied.member(reply, "url"), Replied.member(reply, "readKey"));
          String target = relay.visit(login);
          Relay other = steps[from == i ? i + 1 : i];
          assertEquals("/done", header(send(other, "GET", target, ""), "Location"));
          assertEquals(200, poll(other, login));
          assertEquals(200, poll(steps[from], login));
        }
      }
    }
  }

  @Test
  void anOldKeyThatWasTakenAwayIsWorthNothing() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start(v -> v.put("RELAY_SECRET", OLD))) {
      Login login = relay.authorize();
      String target = relay.visit(login);
      Relay next = relay.second(v -> v.put("RELAY_SECRET", NEW));
      assertEquals(400, poll(next, login));
      assertEquals("/done/failed", header(send(next, "GET", target, ""), "Location"));
      assertEquals(0, relay.provider.exchanges());
    }
  }

  @Test
  void anotherClientIdOrBasePathIsAnotherPlugin() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      Login login = relay.logIn();
      Relay other = relay.second(v -> v.put("CLIENT_ID", "plugin-8"));
      assertEquals(400, poll(other, login));
      Relay elsewhere =
          relay.second(v -> v.compute("REDIRECT_URI", (n, uri) -> uri.replace("/red", "/a/red")));
      Reply reply = send(elsewhere, "POST", "/a/poll", "readKey=" + login.readKey());
      assertEquals(400, reply.status());
    }
  }

  @Test
  void offLocalhostAShortOrMissingSecretStopsTheStart() throws Exception {
    assertEquals("RELAY_SECRET", named("https://relay.example.com", "", ""));
    assertEquals("RELAY_SECRET", named("https://relay.example.com", "0123456789", ""));
    assertEquals("RELAY_SECRET", named("https://relay.example.com", "x", "short"));
    assertEquals("from CLIENT_SECRET", named("https://relay.example.com", "a".repeat(32), ""));
    assertEquals("***", named("https://relay.example.com", "", "a".repeat(32)));
    assertEquals("from CLIENT_SECRET", named("http://localhost:1", "x", ""));
    assertTrue(named("http://127.0.0.1:1", "", "").startsWith("from CLIENT_ID"));
  }

  /** The setting that stops the start, or where the relay's key comes from. */
  private static String named(String origin, String clientSecret, String relaySecret) {
    Map<String, String> variables = new HashMap<>();
    variables.put("CLIENT_ID", "id");
    variables.put("CLIENT_SECRET", clientSecret);
    variables.put("RELAY_SECRET", relaySecret);
    variables.put("REDIRECT_URI", origin + "/redirect");
    variables.put("AUTHORIZE_ENDPOINT", "https://provider.example.com/a");
    variables.put("TOKEN_ENDPOINT", "https://provider.example.com/t");
    try {
      return RelaySettings.parse(variables).printable().get("RELAY_SECRET");
    } catch (SettingsException e) {
      return e.setting();
    }
  }

  private static int poll(Relay relay, Login login) {
    return send(relay, "POST", "/poll", "readKey=" + login.readKey()).status();
  }

  private static Reply send(Relay relay, String method, String target, String body) {
    return (Reply) relay.handle(RelayUnderTest.request(method, target, body));
  }
}
