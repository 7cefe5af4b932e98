package io.github.latchkey.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Request;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Host header decides nothing; without one, or with two, nothing is answered. */
final class T34HostTest {
  @Test
  void noneOrTwoAre400() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      for (String[] call :
          new String[][] {{"POST", "/authorize"}, {"GET", "/"}, {"GET", "/done"}, {"GET", "/no"}}) {
        Request request = RelayUnderTest.request(call[0], call[1], "");
        request.headers().put("host", List.of("localhost", "localhost"));
        assertEquals(400, ((Reply) relay.relay.handle(request)).status());
        request.headers().put("host", List.of(""));
        assertEquals(400, ((Reply) relay.relay.handle(request)).status());
        request.headers().remove("host");
        // Load balancers ask for / in HTTP/1.0, which has no Host.
        int expected = call[1].equals("/") ? 200 : 400;
        assertEquals(expected, ((Reply) relay.relay.handle(request)).status());
      }
    }
  }

  @Test
  void aForeignOneIsNeverShownOrUsed() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      String target = relay.visit(relay.authorize());
      for (Reply reply :
          new Reply[] {
            relay.reply("POST", "/authorize", "", "host", "evil.example"),
            relay.reply("GET", target, "", "host", "evil.example"),
            relay.reply("GET", "/done", "", "host", "evil.example")
          }) {
        assertFalse(Replied.text(reply).contains("evil"));
        assertFalse(reply.headers().toString().contains("evil"));
      }
    }
  }
}
