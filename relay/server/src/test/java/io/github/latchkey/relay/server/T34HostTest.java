package io.github.latchkey.relay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No header of the caller's may decide what the relay takes for its own address. */
class T34HostTest {
  private TestRelay relay;

  @BeforeEach
  void start() throws Exception {
    relay = new TestRelay();
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  private RawHttp.Answer authorize(String... headers) throws Exception {
    StringBuilder request = new StringBuilder("POST /authorize HTTP/1.1\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    try (RawHttp connection = new RawHttp(relay.server.port())) {
      return connection.write(request.append("\r\n").toString()).read();
    }
  }

  @Test
  void aRequestWithoutAHostIsRefused() throws Exception {
    assertEquals(400, authorize().status());
    assertEquals(400, authorize("Host:").status());
  }

  @Test
  void aRequestWithTwoHostsIsRefused() throws Exception {
    assertEquals(400, authorize("Host: localhost", "Host: evil.example").status());
  }

  @Test
  void aForeignHostChangesNothing() throws Exception {
    RawHttp.Answer answer =
        authorize(
            "Host: evil.example",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Proto: https",
            "Forwarded: host=evil.example;proto=https");
    assertEquals(200, answer.status());
    assertFalse(answer.body().contains("evil"), "nothing of it in the answer");
    assertTrue(
        answer
            .body()
            .contains("redirect_uri=http%3A%2F%2Flocalhost%3A" + relay.server.port() + "%2Fred"),
        "the public URL comes from the settings");
    assertFalse(relay.log().contains("evil"));
  }
}
