package io.github.latchkey.relay.route;

import static io.github.latchkey.relay.Replied.assertNative;
import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.member;
import static io.github.latchkey.relay.Replied.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.http.RateLimit;
import io.github.latchkey.relay.http.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that cost a stranger nothing must not take the room of logins and refreshes. */
class T32FullStoreTest {
  private static String refusal(Login login) {
    return "/redirect?error=access_denied&state=" + query(login.url()).get("state");
  }

  @Test
  void aRefusalIsNotKeptWhereThereIsNoRoomToSpare() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      Login login = relay.authorize();
      relay.store.isFull = true;
      assertEquals("/done/refused", header(relay.reply("GET", refusal(login), ""), "Location"));
      relay.store.isFull = false;
      assertEquals(0, relay.store.reservations.get());
      assertNative(404, "authorization_pending", relay.pollNatively(login));
      assertEquals("/done/refused", header(relay.reply("GET", refusal(login), ""), "Location"));
      relay.store.isFull = true;
      // The user sees what the plugin has received.
      assertEquals("/done/refused", header(relay.reply("GET", refusal(login), ""), "Location"));
      assertNative(403, "access_denied", relay.pollNatively(login));
    }
  }

  @Test
  void aRefreshGoesOnWithoutARow() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      String refreshToken = member(relay.pollNatively(relay.logIn()), "refresh_token");
      relay.store.isFull = true;
      Reply refreshed = relay.reply("POST", "/refresh", "refresh_token=" + refreshToken);
      assertEquals(200, refreshed.status());
      assertFalse(member(refreshed, "access_token").isEmpty());
    }
  }

  @Test
  void loginsAreCountedForAllPluginsTogetherAndTheRestForEach() throws Exception {
    try (RelayUnderTest relay =
        RelayUnderTest.start(
            settings -> settings.put("REDIRECT_URI", "http://localhost:8787/b/redirect"))) {
      List<String> counted = new ArrayList<>();
      RateLimit.Counter counter =
          (limit, plugin) -> {
            counted.add(limit + " " + plugin);
            return 0;
          };
      for (String path : List.of("/b/authorize", "/b/poll", "/b/refresh")) {
        relay.relay.handle(RelayUnderTest.request("POST", path, ""), counter);
      }
      assertEquals(List.of("LOGIN ", "POLL /b", "REFRESH /b"), counted);
    }
  }
}
