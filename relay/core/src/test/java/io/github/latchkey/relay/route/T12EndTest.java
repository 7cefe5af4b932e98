package io.github.latchkey.relay.route;

import static io.github.latchkey.relay.Replied.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.latchkey.relay.Relay;
import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.http.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No login is open for ever, and both the person and the plugin are told of its end. */
final class T12EndTest {
  @RegisterExtension
  final RelayUnderTest relay = RelayUnderTest.start(v -> v.put("LOGIN_SECONDS", "100"));

  @Test
  void aMillisecondBeforeItsEndALoginSucceeds() throws Exception {
    Login login = relay.authorize();
    String target = relay.visit(login);
    relay.clockMillis.addAndGet(99_999);
    assertEquals("/done", header(relay.reply("GET", target, ""), "Location"));
    assertEquals(200, relay.pollNatively(login).status());
  }

  @Test
  void atItsEndThePersonIsTold() throws Exception {
    Login login = relay.authorize();
    String target = relay.visit(login);
    relay.clockMillis.addAndGet(100_000);
    assertEquals("/done/expired", header(relay.reply("GET", target, ""), "Location"));
    assertEquals(0, relay.provider.exchanges());
    assertEquals(404, relay.pollNatively(login).status());
  }

  @Test
  void fiveMinutesLaterThePluginIsToldAndTheRowIsGone() throws Exception {
    Login login = relay.logIn();
    relay.clockMillis.addAndGet(399_999);
    assertEquals(200, relay.pollNatively(login).status());
    relay.clockMillis.addAndGet(1);
    assertEquals(410, relay.pollNatively(login).status());
    assertEquals(0, relay.store.rows().size());
  }

  @Test
  void aStaleSettleOrUndoChangesNothing() throws Exception {
    Login login = relay.authorize();
    Wait wait = (Wait) relay.send("POST", "/poll", "wait=1&readKey=" + login.readKey());
    relay.store.reserve(wait.rowId(), "old", null, 100_000);
    relay.clockMillis.addAndGet(30_001);
    assertFalse(relay.store.settle(wait.rowId(), "old", 30_000, new byte[40], 100_000));
    assertFalse(relay.store.undo(wait.rowId(), "old", 30_000));
    assertEquals(410, relay.pollNatively(login).status());
  }

  @Test
  void aRestartedRelayStillKnowsALoginThatIsUnderWay() throws Exception {
    Login login = relay.authorize();
    String target = relay.visit(login);
    Relay restarted = relay.second(v -> {});
    restarted.handle(RelayUnderTest.request("GET", target, ""));
    assertEquals(200, relay.pollNatively(login).status());
  }
}
