package io.github.latchkey.relay;

import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.http.Reply;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages are constants that a browser may only show. */
final class T24PagesTest {
  private static RelayUnderTest relay;

  @BeforeAll
  static void start() throws Exception {
    relay = RelayUnderTest.start();
  }

  @AfterAll
  static void stop() {
    relay.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/done", "/done/refused", "/done/failed", "/done/expired", "/done/browser"})
  void aPageIsTheSameWhateverIsAskedWithIt(String path) {
    Reply plain = relay.reply("GET", path, "");
    assertEquals(200, plain.status());
    Reply asked = relay.reply("GET", path + "?error=%3Cscript%3Ealert(1)%3C/script%3E", "");
    assertArrayEquals(plain.body(), asked.body());
    assertEquals(plain.headers(), asked.headers());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/done",
        "/done/refused",
        "/done/failed",
        "/done/expired",
        "/done/browser",
        "/redirect?state=%00"
      })
  void aPageMayDoNothingButBeShown(String target) throws Exception {
    Reply page = relay.reply("GET", target, "");
    String html = text(page);
    assertEquals("text/html; charset=utf-8", header(page, "Content-Type"));
    assertEquals("no-referrer", header(page, "Referrer-Policy"));
    assertEquals("nosniff", header(page, "X-Content-Type-Options"));
    String style = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes("UTF-8"));
    assertEquals(
        "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(hash)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        header(page, "Content-Security-Policy"));
    for (String word :
        new String[] {"<script", "http:", "https:", "src=", "url(", "@import", "%"}) {
      // A width of 100% is the one use of a percent sign.
      assertFalse(html.replace("100%", "").contains(word), word);
    }
    for (String word :
        new String[] {"<!doctype html>", "lang=\"en\"", "<main>", "<h1>", "<title>"}) {
      assertTrue(html.contains(word), word);
    }
  }

  @Test
  void nothingOfAHostileQueryIsEverShown() {
    Random random = new Random(1);
    String[] parts = {
      "canary",
      "%3Cscript%3E",
      "%22",
      "%27",
      "%3E",
      "&",
      "=",
      "state",
      "code",
      "error",
      "+",
      "%0D%0A",
      "%00",
      "%",
      "<",
      "é",
      "javascript:",
      "error_description"
    };
    for (int i = 0; i < 5_000; i++) {
      StringBuilder query = new StringBuilder("/redirect?canary");
      for (int j = random.nextInt(12); j > 0; j--) {
        query.append(parts[random.nextInt(parts.length)]);
      }
      Reply reply = relay.reply("GET", query.toString(), "");
      assertTrue(reply.status() == 303 || reply.status() == 400, () -> query + " " + reply);
      assertFalse(text(reply).contains("canary"));
      assertFalse(reply.headers().toString().contains("canary"));
      assertFalse(String.valueOf(reply.note()).contains("canary"));
    }
  }
}
