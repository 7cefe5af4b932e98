package io.github.latchkey.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.latchkey.relay.http.Reply;
import org.junit.jupiter.api.Test;

class SecurityHeadersTest {
  @Test
  void everyPageIsIsolatedFromTheWindowThatOpenedIt() {
    try (RelayUnderTest relay =
        RelayUnderTest.start(settings -> settings.put("LOGIN_CONFIRMATION", "page"))) {
      String start = relay.authorize().url();
      String[] pages = {"/done", "/done/failed", start.substring(start.indexOf("/start"))};
      for (String target : pages) {
        Reply page = relay.reply("GET", target, "");
        assertEquals(200, page.status(), target);
        assertEquals("same-origin", Replied.header(page, "Cross-Origin-Opener-Policy"), target);
        assertEquals("same-origin", Replied.header(page, "Cross-Origin-Resource-Policy"), target);
        assertEquals(
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            Replied.header(page, "Permissions-Policy"),
            target);
      }
    }
  }

  @Test
  void aRelayWithAPublicHttpsUrlTellsBrowsersToStayWithHttps() {
    try (RelayUnderTest relay =
        RelayUnderTest.start(
            settings -> {
              settings.put("REDIRECT_URI", "https://relay.example.com/redirect");
              settings.put("RELAY_SECRET", "0123456789abcdef0123456789abcdef");
              settings.put("PLUGIN_ID", "abc");
              settings.put("LOGIN_CONFIRMATION", "page");
            })) {
      String[] targets = {"/", "/done", "/start"};
      for (String target : targets) {
        Reply reply = relay.reply("GET", target, "");
        assertEquals(
            "max-age=31536000", Replied.header(reply, "Strict-Transport-Security"), target);
      }
    }
  }

  @Test
  void aRelayOnLocalhostDoesNotBecauseOtherServersMayNeedHttp() {
    try (RelayUnderTest relay =
        RelayUnderTest.start(
            settings -> settings.put("REDIRECT_URI", "https://localhost:8787/redirect"))) {
      assertNull(Replied.header(relay.reply("GET", "/done", ""), "Strict-Transport-Security"));
    }
  }
}
