package io.github.latchkey.relay.route;

import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.member;
import static io.github.latchkey.relay.Replied.query;
import static io.github.latchkey.relay.Replied.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Wait;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A login from end to end through the relay's one door, in both dialects. */
final class LoginTest {
  @RegisterExtension final RelayUnderTest relay = RelayUnderTest.start();

  @Test
  void authorizeTellsWhereToLogInAndWhatToPollWith() {
    Reply reply = relay.reply("POST", "/authorize", "");
    assertEquals(200, reply.status());
    assertEquals("900", member(reply, "expires_in"));
    assertEquals("2", member(reply, "interval"));
    assertEquals("profile,files.read", member(reply, "scope"));
    assertEquals(72, member(reply, "readKey").length());
    var sent = query(member(reply, "url"));
    assertEquals("code", sent.get("response_type"));
    assertEquals(relay.provider.clientId(), sent.get("client_id"));
    assertEquals(relay.variables.get("REDIRECT_URI"), sent.get("redirect_uri"));
    assertEquals("profile,files.read", sent.get("scope"));
    assertEquals(94, sent.get("state").length());
    assertEquals(43, sent.get("code_challenge").length());
    assertEquals("S256", sent.get("code_challenge_method"));
    assertNull(sent.get("prompt"));
    assertEquals(0, relay.store.reservations.get());
  }

  /** Providers compare it to the letter (RFC 6749 section 3.1.2.3). */
  @Test
  void theRedirectUriIsSentAsItWasWritten() throws Exception {
    String written = "https://Relay.Example.com:443/redirect";
    List<String> asked = new CopyOnWriteArrayList<>();
    try (RelayUnderTest inPublic =
        RelayUnderTest.over(
            (purpose, url, headers, body) -> {
              asked.add(new String(body, UTF_8));
              return RelayUnderTest.tokens("{\"access_token\":\"a\"}");
            },
            settings -> settings.put("REDIRECT_URI", written))) {
      String url = inPublic.authorize().url();
      assertEquals(written, query(url).get("redirect_uri"));
      inPublic.reply("GET", "/redirect?code=c&state=" + query(url).get("state"), "");
      assertEquals(written, query("?" + asked.get(0)).get("redirect_uri"));
    }
  }

  @Test
  void aNativePollGetsTheSameTokensAsOftenAsItAsks() throws Exception {
    Login login = relay.authorize();
    Reply early = relay.pollNatively(login);
    assertEquals(404, early.status());
    assertEquals("authorization_pending", member(early, "error"));
    Reply page = relay.reply("GET", relay.visit(login), "");
    assertEquals(303, page.status());
    assertEquals("/done", header(page, "Location"));
    Reply first = relay.pollNatively(login);
    assertEquals(200, first.status());
    assertEquals("application/json", header(first, "Content-Type"));
    assertNotNull(member(first, "access_token"));
    assertEquals(text(first), text(relay.pollNatively(login)));
    assertEquals(1, relay.provider.exchanges());
  }

  @Test
  void aCompatiblePollGetsTheTokensOnce() throws Exception {
    Login login = relay.authorize();
    assertEquals(404, relay.pollCompatibly(login).status());
    relay.reply("GET", relay.visit(login), "");
    Reply first = relay.pollCompatibly(login);
    assertEquals(200, first.status());
    assertNotNull(member(first, "access_token"));
    assertEquals(410, relay.pollCompatibly(login).status());
    assertEquals("expired_token", member(relay.pollNatively(login), "error"));
  }

  @Test
  void aPollThatWaitsIsHeldUntilTheTokensAreThere() throws Exception {
    Login login = relay.authorize();
    Answer answer = relay.send("POST", "/poll", "wait=25&readKey=" + login.readKey());
    Wait wait = assertInstanceOf(Wait.class, answer);
    assertEquals(25_000, wait.waitMillis());
    assertTrue(wait.exclusive());
    assertInstanceOf(Wait.class, wait.resumption().resume(false));
    relay.reply("GET", relay.visit(login), "");
    assertTrue(relay.store.rows().containsKey(wait.rowId()));
    Reply reply = assertInstanceOf(Reply.class, wait.resumption().resume(false));
    assertEquals(200, reply.status());
    assertEquals("no-store", header(reply, "Cache-Control"));
  }

  @Test
  void aPollWhoseWaitHasPassedIsToldThatItIsTooEarly() {
    Login login = relay.authorize();
    Wait wait = (Wait) relay.send("POST", "/poll", "wait=1&readKey=" + login.readKey());
    Reply reply = assertInstanceOf(Reply.class, wait.resumption().resume(true));
    assertEquals(404, reply.status());
    assertEquals("authorization_pending", member(reply, "error"));
  }
}
