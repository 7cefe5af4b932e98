package io.github.latchkey.relay;

import static io.github.latchkey.relay.Replied.assertCompatible;
import static io.github.latchkey.relay.Replied.assertNative;
import static io.github.latchkey.relay.Replied.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Wait;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** While the store is unavailable, no answer says anything about a login. */
class StoreRetryTest {
  @RegisterExtension final RelayUnderTest relay = RelayUnderTest.start();
  private Login login;

  @BeforeEach
  void start() throws Exception {
    login = relay.authorize();
  }

  @Test
  void readyIs503AndHomeStays200() {
    assertEquals(200, relay.reply("GET", "/ready", "").status());
    relay.store.isAway = true;
    assertEquals(503, relay.reply("GET", "/ready", "").status());
    assertEquals(200, relay.reply("GET", "/", "").status());
    relay.store.isAway = false;
    assertEquals(200, relay.reply("GET", "/ready", "").status());
  }

  @Test
  void pollsAreAskedToComeAgainInTheirDialect() {
    relay.store.isAway = true;
    Reply reply = relay.pollNatively(login);
    assertNative(503, "temporarily_unavailable", reply);
    assertEquals("2", header(reply, "Retry-After"));
    assertCompatible(503, relay.pollCompatibly(login));
  }

  @Test
  void aPollThatIsHeldStaysHeldAndIsToldTheTruthAfterwards() throws Exception {
    String body = "wait=25&readKey=" + login.readKey();
    Wait wait = assertInstanceOf(Wait.class, relay.send("POST", "/poll", body));
    relay.store.isAway = true;
    Wait again = assertInstanceOf(Wait.class, wait.resumption().resume(false));
    again = assertInstanceOf(Wait.class, again.resumption().resume(false));
    assertNative(
        503,
        "temporarily_unavailable",
        assertInstanceOf(Reply.class, again.resumption().resume(true)));
    relay.store.isAway = false;
    relay.reply("GET", relay.visit(login), "");
    for (Wait one : new Wait[] {wait, again}) {
      assertEquals(200, assertInstanceOf(Reply.class, one.resumption().resume(false)).status());
    }
  }

  @Test
  void aCallbackMayBeLoadedAgainAndItsCodeIsSentOnce() throws Exception {
    String target = relay.visit(login);
    relay.store.isAway = true;
    assertEquals(503, relay.reply("GET", target, "").status());
    assertEquals(0, relay.provider.exchanges());
    relay.store.isAway = false;
    assertEquals("/done", header(relay.reply("GET", target, ""), "Location"));
    assertEquals(1, relay.provider.exchanges());
  }
}
