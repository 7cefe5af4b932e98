package io.github.latchkey.relay.route;

import static io.github.latchkey.relay.Replied.assertCompatible;
import static io.github.latchkey.relay.Replied.assertNative;
import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.Replied;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Wait;
import io.github.latchkey.testing.TokenFault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of {@code POST /poll} in PROTOCOL.md, row by row, in both dialects. */
final class PollTest {
  @RegisterExtension final RelayUnderTest relay = RelayUnderTest.start();
  private Login login;

  @BeforeEach
  void start() throws Exception {
    login = relay.authorize();
  }

  @Test
  void notThereYetIs404() {
    assertNative(404, "authorization_pending", relay.pollNatively(login));
    assertCompatible(404, relay.pollCompatibly(login));
  }

  @Test
  void refusedByThePersonIs403AsOftenAsItIsAsked() throws Exception {
    String state = Replied.query(login.url()).get("state");
    Reply page = relay.reply("GET", "/redirect?error=access_denied&state=" + state, "");
    assertEquals("/done/refused", header(page, "Location"));
    for (int i = 0; i < 2; i++) {
      assertNative(403, "access_denied", relay.pollNatively(login));
      assertCompatible(403, relay.pollCompatibly(login));
    }
    assertEquals(0, relay.provider.exchanges());
  }

  @Test
  void refusedByTheProviderIs502() throws Exception {
    relay.provider.nextTokenFaults(TokenFault.invalidGrant());
    Reply page = relay.reply("GET", relay.visit(login), "");
    assertEquals("/done/failed", header(page, "Location"));
    assertNative(502, "server_error", relay.pollNatively(login));
    assertCompatible(502, relay.pollCompatibly(login));
  }

  @Test
  void anErrorOfTheProviderInTheBrowserIs502() throws Exception {
    String state = Replied.query(login.url()).get("state");
    Reply page = relay.reply("GET", "/redirect?error=invalid_scope&state=" + state, "");
    assertEquals("/done/failed", header(page, "Location"));
    assertEquals("login " + login(page), page.note().split(",")[0]);
    assertNative(502, "server_error", relay.pollNatively(login));
  }

  private static String login(Reply reply) {
    return reply.note().substring(6, 14);
  }

  @Test
  void aRelayThatDiedBetweenReservingAndSettlingIs410After30Seconds() {
    Wait wait = (Wait) relay.send("POST", "/poll", "wait=25&readKey=" + login.readKey());
    relay.store.reserve(wait.rowId(), "attempt of a relay that died", null, 1_200_000);
    relay.clockMillis.addAndGet(30_000);
    assertNative(404, "authorization_pending", relay.pollNatively(login));
    assertInstanceOf(Wait.class, wait.resumption().resume(false));
    relay.clockMillis.addAndGet(1);
    assertNative(410, "expired_token", relay.pollNatively(login));
    assertCompatible(410, relay.pollCompatibly(login));
    assertNative(410, "expired_token", (Reply) wait.resumption().resume(false));
  }

  @Test
  void anOverdueKeyIs410WithoutALookAtTheStore() throws Exception {
    relay.reply("GET", relay.visit(login), "");
    int reads = relay.store.reads.get();
    relay.clockMillis.addAndGet(1_200_000);
    assertNative(410, "expired_token", relay.pollNatively(login));
    assertCompatible(410, relay.pollCompatibly(login));
    assertEquals(reads, relay.store.reads.get());
  }

  @Test
  void aWaitEndsWhenTheKeyIsOverdue() {
    relay.clockMillis.addAndGet(1_190_000);
    Wait wait = (Wait) relay.send("POST", "/poll", "wait=25&readKey=" + login.readKey());
    assertEquals(10_000, wait.waitMillis());
    relay.clockMillis.addAndGet(10_000);
    assertNative(410, "expired_token", (Reply) wait.resumption().resume(true));
  }

  @Test
  void noKeyIs400() {
    assertCompatible(400, relay.reply("POST", "/poll", ""));
    assertCompatible(400, relay.reply("POST", "/poll?readKey=", ""));
    assertCompatible(400, relay.reply("POST", "/poll?other=1", "other2=2"));
    assertNative(400, "invalid_request", relay.reply("POST", "/poll", "readKey="));
    assertNative(400, "invalid_request", relay.reply("POST", "/poll", "wait=3"));
  }

  @Test
  void aMadeUpKeyIs400() {
    String madeUp = "A".repeat(72);
    assertCompatible(400, relay.reply("POST", "/poll?readKey=" + madeUp, ""));
    assertNative(400, "invalid_request", relay.reply("POST", "/poll", "readKey=" + madeUp));
  }

  @ParameterizedTest
  @ValueSource(strings = {"26", "-1", "1.5", "a", "", "25s", "99999999999"})
  void aWaitThatIsNoneIs400(String wait) {
    Reply reply = relay.reply("POST", "/poll", "readKey=" + login.readKey() + "&wait=" + wait);
    assertNative(400, "invalid_request", reply);
  }

  @Test
  void aWaitOfZeroIsAnsweredAtOnce() {
    Reply reply = relay.reply("POST", "/poll", "readKey=" + login.readKey() + "&wait=0");
    assertNative(404, "authorization_pending", reply);
  }

  @Test
  void aKeyInQueryAndBodyIs400() {
    String key = "readKey=" + login.readKey();
    assertNative(400, "invalid_request", relay.reply("POST", "/poll?" + key, key));
    assertNative(400, "invalid_request", relay.reply("POST", "/poll?" + key, "wait=1"));
  }

  @Test
  void whereTheCompatibleDialectIsOffAKeyInTheQueryIs400() throws Exception {
    try (RelayUnderTest off = RelayUnderTest.start(v -> v.put("COMPATIBLE", "off"))) {
      Login offLogin = off.logIn();
      assertCompatible(400, off.pollCompatibly(offLogin));
      assertEquals(200, off.pollNatively(offLogin).status());
      assertCompatible(400, off.reply("POST", "/refresh?code=abc", ""));
    }
  }

  @Test
  void theProvidersOwnNamesAndValuesPassUnchanged() throws Exception {
    String answer =
        "{ \"access_token\" : \"a\\u002Fb\",\"expires_in\":\"3600\", \"id\":12345678901234567890,"
            + "\"team\":{\"name\":\"\u00e9\",\"n\":1.0}, \"unknown\":null }";
    relay.provider.nextTokenFaults(TokenFault.json(200, answer));
    relay.reply("GET", relay.visit(login), "");
    assertEquals(answer, text(relay.pollNatively(login)));
    assertEquals(answer, text(relay.pollCompatibly(login)));
  }

  @Test
  void aPollIsHeldNoLongerThanPollSeconds() throws Exception {
    try (RelayUnderTest brief = RelayUnderTest.start(v -> v.put("POLL_SECONDS", "7"))) {
      Login other = brief.authorize();
      String body = "readKey=" + other.readKey() + "&wait=";
      assertEquals(7000, ((Wait) brief.send("POST", "/poll", body + 25)).waitMillis());
      assertEquals(3000, ((Wait) brief.send("POST", "/poll", body + 3)).waitMillis());
      assertNative(404, "authorization_pending", brief.reply("POST", "/poll", body + 0));
    }
  }
}
