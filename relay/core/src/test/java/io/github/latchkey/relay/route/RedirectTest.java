package io.github.latchkey.relay.route;

import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.query;
import static io.github.latchkey.relay.Replied.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.Replied;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Wait;
import io.github.latchkey.testing.TokenFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the provider's callback does, and what the user sees. */
final class RedirectTest {
  @RegisterExtension final RelayUnderTest relay = RelayUnderTest.start();

  @Test
  void aReloadAsksTheProviderNoSecondTimeAndShowsTheSamePage() throws Exception {
    Login login = relay.authorize();
    String target = relay.visit(login);
    for (int i = 0; i < 3; i++) {
      Reply page = relay.reply("GET", target, "");
      assertEquals(303, page.status());
      assertEquals("/done", header(page, "Location"));
      assertEquals("no-referrer", header(page, "Referrer-Policy"));
    }
    assertEquals(200, relay.pollCompatibly(login).status());
    assertEquals("/done", header(relay.reply("GET", target, ""), "Location"));
    assertEquals(1, relay.provider.exchanges());
  }

  @Test
  void aReloadAfterARefusalShowsTheRefusal() throws Exception {
    Login login = relay.authorize();
    String target = "/redirect?error=access_denied&state=" + query(login.url()).get("state");
    relay.reply("GET", target, "");
    String code = "/redirect?code=abc&state=" + query(login.url()).get("state");
    assertEquals("/done/refused", header(relay.reply("GET", code, ""), "Location"));
    assertEquals(0, relay.provider.exchanges());
  }

  @Test
  void withoutAVerdictThePageIs503AndAReloadFinishesTheLogin() throws Exception {
    relay.provider.nextTokenFaults(
        TokenFault.status500(), TokenFault.retryAfter(3), TokenFault.cut());
    Login login = relay.authorize();
    String target = relay.visit(login);
    for (int i = 0; i < 3; i++) {
      Reply page = relay.reply("GET", target, "");
      assertEquals(503, page.status());
      assertTrue(text(page).contains("href=\"\">Try again</a>"));
      assertEquals(404, relay.pollNatively(login).status());
    }
    assertEquals("/done", header(relay.reply("GET", target, ""), "Location"));
    assertEquals(200, relay.pollNatively(login).status());
  }

  @Test
  void aSecondArrivalWaitsForTheFirst() throws Exception {
    Login login = relay.authorize();
    String target = relay.visit(login);
    Wait poll = (Wait) relay.send("POST", "/poll", "wait=1&readKey=" + login.readKey());
    relay.store.reserve(poll.rowId(), "first", null, 100_000);
    Wait second = assertInstanceOf(Wait.class, relay.send("GET", target, ""));
    assertEquals(poll.rowId(), second.rowId());
    assertFalse(second.exclusive());
    assertInstanceOf(Wait.class, second.resumption().resume(false));
    assertEquals(503, ((Reply) second.resumption().resume(true)).status());
    relay.store.undo(poll.rowId(), "first", 30_000);
    assertEquals(503, ((Reply) second.resumption().resume(false)).status());
    assertEquals(0, relay.provider.exchanges());
  }

  @Test
  void aSecondArrivalAtADeadReservationIsToldThatTheLoginFailed() throws Exception {
    Login login = relay.authorize();
    String target = relay.visit(login);
    Wait poll = (Wait) relay.send("POST", "/poll", "wait=1&readKey=" + login.readKey());
    relay.store.reserve(poll.rowId(), "died", null, 100_000);
    relay.clockMillis.addAndGet(30_001);
    assertEquals("/done/failed", header(relay.reply("GET", target, ""), "Location"));
    assertEquals(0, relay.provider.exchanges());
  }

  @Test
  void anOutcomeThatComesTooLateIsNotToldAsASuccess() throws Exception {
    RelayUnderTest[] slow = new RelayUnderTest[1];
    try (RelayUnderTest over =
        RelayUnderTest.over(
            (purpose, url, headers, body) -> {
              slow[0].clockMillis.addAndGet(30_001);
              return RelayUnderTest.tokens("{\"access_token\":\"a\"}");
            },
            v -> {})) {
      slow[0] = over;
      Login login = over.authorize();
      Reply page = over.reply("GET", over.visit(login), "");
      assertEquals("/done/failed", header(page, "Location"));
      assertEquals(410, over.pollNatively(login).status());
    }
  }

  @Test
  void aFaultOfOurOwnIs500AndTheLoginStaysOpen() throws Exception {
    boolean[] isBroken = {true};
    try (RelayUnderTest over =
        RelayUnderTest.over(
            (purpose, url, headers, body) -> {
              if (isBroken[0]) {
                throw new IllegalArgumentException("canary");
              }
              return RelayUnderTest.tokens("{\"access_token\":\"a\"}");
            },
            v -> {})) {
      Login login = over.authorize();
      String target = over.visit(login);
      Reply page = over.reply("GET", target, "");
      assertEquals(500, page.status());
      assertEquals("failed with java.lang.IllegalArgumentException", page.note());
      assertFalse(text(page).contains("canary"));
      assertEquals("no-store", header(page, "Cache-Control"));
      isBroken[0] = false;
      assertEquals("/done", header(over.reply("GET", target, ""), "Location"));
    }
  }

  @Test
  void aStateThatIsNoneOfOursDoesNothing() throws Exception {
    Login login = relay.authorize();
    String state = query(login.url()).get("state");
    for (String bad :
        new String[] {
          "", "x", "A".repeat(94), state.substring(1), state + "A", login.readKey(), flip(state)
        }) {
      Reply page = relay.reply("GET", "/redirect?code=abc&state=" + bad, "");
      assertEquals("/done/failed", header(page, "Location"), bad);
    }
    assertEquals("/done/failed", location("/redirect?code=abc"));
    assertEquals("/done/failed", location("/redirect?state=" + state));
    assertEquals("/done/failed", location("/redirect?code=&state=" + state));
    assertEquals("/done/failed", location("/redirect?code=a&error=access_denied&state=" + state));
    assertEquals(0, relay.store.reservations.get());
    assertEquals(0, relay.provider.exchanges());
  }

  private String location(String target) {
    return header(relay.reply("GET", target, ""), "Location");
  }

  private static String flip(String text) {
    char c = text.charAt(50);
    return text.substring(0, 50) + (c == 'A' ? 'B' : 'A') + text.substring(51);
  }

  @Test
  void theLocationHasTheBasePath() throws Exception {
    try (RelayUnderTest under = RelayUnderTest.underPath("/airtable")) {
      Login login =
          new Login(Replied.member(under.reply("POST", "/airtable/authorize", ""), "url"), "");
      Reply page = under.reply("GET", under.visit(login), "");
      assertEquals("/airtable/done", header(page, "Location"));
      assertEquals("/redirect", page.route());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "&error_description=Acc%E8s",
        "&x=100%",
        "&_ga=1&_ga=2",
        "&scope=a&scope=b",
        "&error=",
        "&x=%00&y=\u00e9",
        "&%zz=1"
      })
  void aParameterThatMeansNothingToTheRelayDoesNotEndTheLogin(String more) throws Exception {
    Login login = relay.authorize();
    assertEquals("/done", header(relay.reply("GET", relay.visit(login) + more, ""), "Location"));
    assertEquals(200, relay.pollNatively(login).status());
  }

  @Test
  void moreThanSixtyFourParametersDoNotEndTheLogin() throws Exception {
    Login login = relay.authorize();
    String target = relay.visit(login) + "&x=1".repeat(100);
    assertEquals("/done", header(relay.reply("GET", target, ""), "Location"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"&code=other", "&error=access_denied&error=x", "&iss=a&iss=a"})
  void aRepeatedParameterThatMeansSomethingIsRefusedAndThePluginIsInformed(String more)
      throws Exception {
    Login login = relay.authorize();
    Reply page = relay.reply("GET", relay.visit(login) + more, "");
    assertEquals("/done/failed", header(page, "Location"));
    assertEquals(502, relay.pollNatively(login).status());
    assertEquals(0, relay.provider.exchanges());
  }

  @Test
  void aRepeatedStateIsRefused() throws Exception {
    Login login = relay.authorize();
    String target = relay.visit(login);
    Reply page = relay.reply("GET", target + "&state=x", "");
    assertEquals("/done/failed", header(page, "Location"));
    assertEquals("state is repeated", page.note());
    assertEquals("/done", header(relay.reply("GET", target, ""), "Location"));
  }

  @Test
  void withoutAStateThePageSaysWhatIsKnownAndDoesNotBlameTheBrowser() {
    Reply refused = relay.reply("GET", "/redirect?error=access_denied", "");
    assertEquals("/done/refused", header(refused, "Location"));
    assertEquals("no state", refused.note());
    Reply nothing = relay.reply("GET", "/redirect", "");
    assertEquals("/done/failed", header(nothing, "Location"));
  }
}
