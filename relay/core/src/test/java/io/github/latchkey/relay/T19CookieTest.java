package io.github.latchkey.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.latchkey.relay.http.Reply;
import org.junit.jupiter.api.Test;

/** A cookie changes nothing where logins are not confirmed, and none is set. */
final class T19CookieTest {
  @Test
  void aCookieChangesNoAnswer() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      String key = relay.logIn().readKey();
      for (String[] call :
          new String[][] {
            {"POST", "/poll", "readKey=" + key},
            {"POST", "/poll", "readKey=abc"},
            {"POST", "/refresh", "refresh_token=abc"},
            {"GET", "/redirect?code=a&state=b", ""},
            {"GET", "/done", ""},
            {"GET", "/", ""}
          }) {
        Reply without = relay.reply(call[0], call[1], call[2]);
        Reply with = relay.reply(call[0], call[1], call[2], "cookie", "__Host-latchkey=" + key);
        assertEquals(without.status(), with.status());
        assertEquals(without.headers(), with.headers());
        assertEquals(Replied.text(without), Replied.text(with));
        assertNull(Replied.header(with, "Set-Cookie"));
      }
    }
  }
}
