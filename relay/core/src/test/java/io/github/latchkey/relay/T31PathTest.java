package io.github.latchkey.relay;

import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.http.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths and methods match exactly. */
final class T31PathTest {
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
      strings = {
        "/pollution",
        "/poll/",
        "//poll",
        "/poll%2f",
        "/poll%2F",
        "/%70oll",
        "/POLL",
        "/Poll",
        "/poll;a",
        "/poll#a",
        "/./poll",
        "/a/../poll",
        "/poll/..",
        "poll",
        "",
        "*",
        "?",
        "http://localhost/poll",
        "http://evil/poll",
        "/poll\u0000",
        "/ poll",
        "/poll\\",
        "/done/",
        "/done/other",
        "/authorize/x",
        "/redirectx",
        "/start",
        "/api/a/b",
        "/favicon.ico",
        "/index.html",
        "//",
        "/-"
      })
  void anyOtherPathIs404(String target) {
    for (String method : new String[] {"GET", "POST", "OPTIONS"}) {
      Reply reply = relay.reply(method, target, "");
      assertEquals(404, reply.status());
      assertEquals("-", reply.route());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/|GET, HEAD",
        "/authorize|POST, OPTIONS",
        "/poll|POST, OPTIONS",
        "/refresh|POST, OPTIONS",
        "/redirect|GET",
        "/done|GET",
        "/done/refused|GET",
        "/done/failed|GET",
        "/done/expired|GET"
      })
  void anyOtherMethodIs405AndSaysWhichOnesThereAre(String path, String allow) {
    for (String method :
        new String[] {
          "GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "post", "TRACE", "OPTIONS"
        }) {
      Reply reply = relay.reply(method, path, "");
      boolean isAllowed = (", " + allow + ",").contains(", " + method + ",");
      assertEquals(isAllowed ? null : allow, header(reply, "Allow"), method);
      assertEquals(!isAllowed, reply.status() == 405, method);
      assertEquals(path, reply.route());
    }
  }

  @Test
  void theRelayTellsThatItIsUp() {
    Reply reply = relay.reply("GET", "/", "");
    assertEquals(200, reply.status());
    assertEquals(1, text(reply).lines().count());
    assertEquals(200, relay.reply("GET", "/?a=b", "").status());
  }

  @Test
  void everyRouteStandsUnderTheBasePathAndNowhereElse() throws Exception {
    try (RelayUnderTest under = RelayUnderTest.underPath("/team/airtable")) {
      assertEquals(200, under.reply("POST", "/team/airtable/authorize", "").status());
      assertEquals(200, under.reply("GET", "/team/airtable/done", "").status());
      assertEquals(200, under.reply("GET", "/team/airtable/", "").status());
      assertEquals(200, under.reply("GET", "/", "").status());
      for (String path : new String[] {"/authorize", "/airtable/authorize", "/team/airtable"}) {
        assertEquals(404, under.reply("POST", path, "").status(), path);
      }
    }
  }
}
