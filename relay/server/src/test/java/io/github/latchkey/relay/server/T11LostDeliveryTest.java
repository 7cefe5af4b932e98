package io.github.latchkey.relay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An answer that was lost on its way must not lose the login. */
class T11LostDeliveryTest {
  /** Where the connection is cut. */
  enum Cut {
    WITHIN_THE_HEADERS,
    WITHIN_THE_BODY,
    AFTER_THE_REQUEST,
    WITHIN_THE_ANSWER
  }

  private TestRelay relay;

  @BeforeEach
  void start() throws Exception {
    relay = new TestRelay();
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  /** Sends a poll as far as it goes. */
  private RawHttp send(String readKey, int waitSeconds, Cut cut) throws Exception {
    String body = "readKey=" + readKey + "&wait=" + waitSeconds;
    String request =
        "POST /poll HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n"
            + ("Content-Length: " + body.length() + "\r\n\r\n")
            + body;
    int sent =
        switch (cut) {
          case WITHIN_THE_HEADERS -> 60;
          case WITHIN_THE_BODY -> request.length() - 5;
          default -> request.length();
        };
    return new RawHttp(relay.server.port()).write(request.substring(0, sent));
  }

  private void assertTokensCome(String readKey) throws Exception {
    HttpResponse<String> first = relay.client.poll(readKey, 5);
    assertEquals(200, first.statusCode());
    assertTrue(first.body().contains("access_token"));
    assertEquals(first.body(), relay.client.poll(readKey, 5).body());
    assertEquals(1, relay.provider.exchanges());
  }

  @ParameterizedTest
  @EnumSource
  void afterAnyCutOfAPollTheTokensAreStillThere(Cut cut) throws Exception {
    RelayClient.Login login = relay.client.authorize();
    assertEquals(303, relay.client.get(relay.client.logIn(login)).statusCode());
    RawHttp poll = send(login.readKey(), 0, cut);
    if (cut == Cut.WITHIN_THE_ANSWER) {
      poll.readSome(20);
    }
    poll.reset();
    assertTokensCome(login.readKey());
  }

  @ParameterizedTest
  @EnumSource
  void afterAnyCutOfAParkedPollTheTokensAreStillThere(Cut cut) throws Exception {
    RelayClient.Login login = relay.client.authorize();
    String redirect = relay.client.logIn(login);
    RawHttp poll = send(login.readKey(), 25, cut);
    boolean isWhole = cut == Cut.AFTER_THE_REQUEST || cut == Cut.WITHIN_THE_ANSWER;
    if (isWhole) {
      TestHost.await(() -> relay.server.heldPolls() == 1);
    }
    if (cut != Cut.WITHIN_THE_ANSWER) {
      poll.reset();
    }
    assertEquals(303, relay.client.get(redirect).statusCode());
    if (cut == Cut.WITHIN_THE_ANSWER) {
      poll.readSome(20);
      poll.reset();
    }
    assertTokensCome(login.readKey());
  }

  @Test
  void aPollThatGivesUpWaitingDoesNotTakeTheTokensWithIt() throws Exception {
    RelayClient.Login login = relay.client.authorize();
    String redirect = relay.client.logIn(login);
    for (int i = 0; i < 10; i++) {
      RawHttp poll = send(login.readKey(), 25, Cut.AFTER_THE_REQUEST);
      TestHost.await(() -> relay.server.heldPolls() == 1);
      poll.close();
    }
    assertEquals(303, relay.client.get(redirect).statusCode());
    assertTokensCome(login.readKey());
  }

  @Test
  void theCompatibleAnswerIsGivenOnceEvenIfItWasLost() throws Exception {
    RelayClient.Login login = relay.client.authorize();
    relay.client.get(relay.client.logIn(login));
    RawHttp poll = new RawHttp(relay.server.port());
    poll.send("POST", "/poll?readKey=" + login.readKey(), "");
    poll.readSome(20);
    poll.reset();
    assertEquals(410, relay.client.pollCompatible(login.readKey()).statusCode());
    assertEquals(410, relay.client.poll(login.readKey(), 0).statusCode());
  }
}
