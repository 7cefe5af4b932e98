package io.github.latchkey.relay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One address that sends many bodies slowly must not take what all others need. */
@Timeout(60)
class T33SlowBodiesTest {
  private static final String HEAD = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n";

  @Test
  void oneAddressMaySendAPartOfAllBodies() throws Exception {
    try (TestHost host = new TestHost(TestHost.LIMITS, request -> TestHost.reply(200, "hello"))) {
      List<RawHttp> slow = new ArrayList<>();
      try {
        for (int i = 0; i < TestHost.REQUESTS_AT_ONCE / RequestHandler.BODIES_SHARE; i++) {
          slow.add(host.connect().write(HEAD));
        }
        TestHost.await(() -> status(host, "POST") == 503);
        assertEquals(200, status(host, "GET"), "without a body");
      } finally {
        for (RawHttp connection : slow) {
          connection.close();
        }
      }
      TestHost.await(() -> status(host, "POST") == 200);
      try (RawHttp refused = host.connect()) {
        assertEquals(200, refused.send("POST", "/", "a=b").read().status());
        assertEquals(200, refused.send("POST", "/", "a=b").read().status());
      }
    }
  }

  private static int status(TestHost host, String method) throws IOException {
    try (RawHttp connection = host.connect()) {
      return connection.send(method, "/", method.equals("POST") ? "a=b" : "").read().status();
    } catch (IOException e) {
      return 0;
    }
  }
}
