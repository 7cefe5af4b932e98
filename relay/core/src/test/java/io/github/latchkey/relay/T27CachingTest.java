package io.github.latchkey.relay;

import static io.github.latchkey.relay.Replied.header;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Request;
import io.github.latchkey.testing.TokenFault;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing that the relay answers may be cached. */
final class T27CachingTest {
  private final Set<Integer> statuses = new HashSet<>();

  @Test
  void everyRouteAndStatusSaysNoStore() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      String[] paths = {
        "/",
        "/authorize",
        "/redirect",
        "/done",
        "/done/refused",
        "/done/failed",
        "/done/expired",
        "/poll",
        "/refresh",
        "/nowhere"
      };
      for (String path : paths) {
        for (String method : new String[] {"GET", "POST", "OPTIONS", "HEAD", "PUT", "x"}) {
          check(relay.reply(method, path, ""));
          check(relay.reply(method, path + "?a=1&a=2", ""));
          check(relay.reply(method, path, "", "origin", "https://evil.example"));
          check(relay.reply(method, path, "a=b", "content-type", "text/plain"));
          Request tooLong = RelayUnderTest.request(method, path, "");
          check((Reply) relay.relay.handle(new Request(method, path, tooLong.headers(), null)));
          check(relay.reply(method, path + "?" + "a".repeat(17_000), ""));
        }
      }
      RelayUnderTest.Login login = relay.authorize();
      check(relay.pollNatively(login));
      relay.provider.nextTokenFaults(TokenFault.status500());
      String target = relay.visit(login);
      check(relay.reply("GET", target, ""));
      check(relay.reply("GET", target, ""));
      check(relay.pollNatively(login));
      check(relay.pollCompatibly(login));
      check(relay.pollCompatibly(login));
      relay.provider.nextTokenFaults(TokenFault.html());
      check(relay.reply("POST", "/refresh", "refresh_token=abc"));
    }
    assertEquals(Set.of(200, 204, 303, 400, 403, 404, 405, 410, 413, 414, 415, 502, 503), statuses);
  }

  @Test
  void soDoThoseOfARelayThatConfirmsLoginsAndPassesCallsOn() throws Exception {
    try (RelayUnderTest relay =
        RelayUnderTest.start(
            settings -> {
              settings.put("LOGIN_CONFIRMATION", "page");
              settings.put("API_ORIGINS", "https://api.example.com");
            })) {
      String ticket = "/start?ticket=" + Replied.query(relay.authorize().url()).get("ticket");
      for (String target :
          new String[] {
            ticket,
            "/start",
            "/done/browser",
            "/redirect?state=a",
            "/revoke",
            "/api/api.example.com/a"
          }) {
        for (String method : new String[] {"GET", "POST", "OPTIONS", "PUT"}) {
          check(relay.reply(method, target, ""));
          check(relay.reply(method, target, "", "origin", "https://localhost:5173"));
          check(relay.reply(method, target, "", "origin", "https://evil.example"));
        }
      }
      for (String target : new String[] {ticket, "/authorize", "/poll", "/refresh", "/revoke"}) {
        for (String body : new String[] {"", "readKey=a&prompt=login&refresh_token=a&token=a"}) {
          String method = target.equals(ticket) ? "GET" : "POST";
          Request request = RelayUnderTest.request(method, target, body);
          check((Reply) relay.relay.handle(request, (limit, plugin) -> 7));
        }
      }
    }
    assertEquals(Set.of(200, 204, 303, 401, 403, 404, 405, 429, 503), statuses);
  }

  private void check(Reply reply) {
    statuses.add(reply.status());
    assertEquals("no-store", header(reply, "Cache-Control"), reply.toString());
    assertEquals("nosniff", header(reply, "X-Content-Type-Options"), reply.toString());
  }
}
