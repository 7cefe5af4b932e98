package io.github.latchkey.relay;

import static io.github.latchkey.relay.Replied.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Request;
import io.github.latchkey.relay.http.Wait;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A foreign origin is refused before anything happens, not only kept from reading the answer. */
final class T17OriginTest {
  private static final String PLUGIN = "https://localhost:5173";

  @RegisterExtension final RelayUnderTest relay = RelayUnderTest.start();
  private Login login;

  @BeforeEach
  void start() throws Exception {
    login = relay.logIn();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null", "https://evil.example", "http://localhost:5173", "https://localhost:51730",
        "https://localhost", "", "https://localhost:5173/", "https://localhost:5173, https://a.b",
        "HTTPS://LOCALHOST:5173", "https://evil.example\r\nX: y"
      })
  void aForeignOriginTakesNothingAndCallsNobody(String origin) {
    int calls = relay.provider.received().size();
    int reads = relay.store.reads.get();
    for (String method : new String[] {"POST", "OPTIONS", "GET"}) {
      for (String target :
          new String[] {"/authorize", "/poll?readKey=" + login.readKey(), "/refresh?code=abc"}) {
        Reply reply = relay.reply(method, target, "", "origin", origin);
        assertEquals(403, reply.status());
        assertTrue(reply.headers().stream().noneMatch(T17OriginTest::isCors), reply.toString());
        assertTrue(reply.note().startsWith("refused origin "), reply.note());
        assertTrue(reply.note().chars().allMatch(c -> c > ' ' - 1 && c < 0x7f), reply.note());
      }
    }
    assertEquals(reads, relay.store.reads.get());
    assertEquals(calls, relay.provider.received().size());
    assertEquals(200, relay.pollCompatibly(login).status());
  }

  private static boolean isCors(Map.Entry<String, String> header) {
    return header.getKey().toLowerCase().startsWith("access-control-");
  }

  @Test
  void twoOriginHeadersAreRefused() {
    Request request = RelayUnderTest.request("POST", "/authorize", "");
    request.headers().put("origin", List.of(PLUGIN, PLUGIN));
    assertEquals(403, ((Reply) relay.relay.handle(request)).status());
  }

  @Test
  void theLogNamesARefusedOriginButNotWhatIsNone() {
    assertEquals(
        "refused origin https://evil.example:8443",
        relay.reply("POST", "/authorize", "", "origin", "https://evil.example:8443").note());
    assertEquals(
        "refused origin (malformed)",
        relay.reply("POST", "/authorize", "", "origin", "https://a b\n").note());
    assertEquals(
        "refused origin (malformed)",
        relay.reply("POST", "/authorize", "", "origin", "https://" + "a".repeat(200)).note());
  }

  @Test
  void anAllowedOriginMayReadEveryAnswer() {
    for (String target : new String[] {"/authorize", "/poll", "/refresh"}) {
      for (String method : new String[] {"POST", "PUT", "OPTIONS"}) {
        Reply reply = relay.reply(method, target, "", "origin", PLUGIN);
        assertEquals(PLUGIN, header(reply, "Access-Control-Allow-Origin"));
        assertEquals("Origin", header(reply, "Vary"));
        assertEquals("Retry-After", header(reply, "Access-Control-Expose-Headers"));
        assertNull(header(reply, "Access-Control-Allow-Credentials"));
      }
    }
    Wait wait =
        (Wait)
            relay.send(
                "POST", "/poll", "wait=9&readKey=" + relay.authorize().readKey(), "origin", PLUGIN);
    Reply late = (Reply) wait.resumption().resume(true);
    assertEquals(PLUGIN, header(late, "Access-Control-Allow-Origin"));
  }

  @Test
  void aPreflightIs204() {
    Reply reply =
        relay.reply(
            "OPTIONS", "/poll", "", "origin", PLUGIN, "access-control-request-method", "POST");
    assertEquals(204, reply.status());
    assertEquals(0, reply.body().length);
    assertEquals("POST", header(reply, "Access-Control-Allow-Methods"));
    assertEquals("Content-Type", header(reply, "Access-Control-Allow-Headers"));
  }

  @Test
  void aRequestWithoutAnOriginIsServed() {
    Reply reply = relay.reply("POST", "/authorize", "");
    assertEquals(200, reply.status());
    assertNull(header(reply, "Access-Control-Allow-Origin"));
    assertNotNull(header(reply, "Vary"));
  }

  @Test
  void pagesAreForNoOrigin() {
    for (String target : new String[] {"/", "/done", "/redirect?state=a", "/nowhere"}) {
      Reply reply = relay.reply("GET", target, "", "origin", PLUGIN);
      assertTrue(reply.headers().stream().noneMatch(T17OriginTest::isCors));
    }
  }
}
