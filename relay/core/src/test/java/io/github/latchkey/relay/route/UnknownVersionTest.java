package io.github.latchkey.relay.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.Replied;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.port.Store;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A newer relay that shares the store may have written what this one cannot read. */
class UnknownVersionTest {
  @RegisterExtension final RelayUnderTest relay = RelayUnderTest.start();

  /** Puts a row in the place of the one that a login has settled. */
  private void replaceBy(byte[] sealed) {
    String id = relay.store.rows().keySet().iterator().next();
    Store.Row row = relay.store.rows().get(id);
    relay.store.reserve(id, "newer", row.attempt(), 60_000);
    relay.store.settle(id, "newer", 60_000, sealed, 60_000);
  }

  @Test
  void aLoginsRowOfAnUnknownVersionIsReportedAsExpiredAndLogged() throws IOException {
    RelayUnderTest.Login login = relay.authorize();
    String redirect = relay.visit(login);
    relay.reply("GET", redirect, "");
    replaceBy(new byte[] {2, 1, 2, 3});
    Reply poll = relay.pollNatively(login);
    assertEquals(410, poll.status());
    assertTrue(poll.note().contains("row of an unknown version"), poll.note());
    Reply page = relay.reply("GET", redirect, "");
    assertEquals("/done/expired", Replied.header(page, "Location"));
    assertTrue(page.note().contains("row of an unknown version"), page.note());
  }

  @Test
  void aRefreshsRowOfAnUnknownVersionIsReplacedByANewRefresh() throws IOException {
    RelayUnderTest.Login login = relay.logIn();
    String refreshToken = Replied.member(relay.pollNatively(login), "refresh_token");
    relay.store.attempts.clear();
    Reply first = relay.reply("POST", "/refresh", "refresh_token=" + refreshToken);
    assertEquals(200, first.status());
    String id = relay.store.attempts.keySet().iterator().next();
    Store.Row row = relay.store.rows().get(id);
    relay.store.reserve(id, "newer", row.attempt(), 60_000);
    relay.store.settle(id, "newer", 60_000, new byte[] {2, 1, 2, 3}, 60_000);
    int calls = relay.provider.refreshes();
    relay.reply("POST", "/refresh", "refresh_token=" + refreshToken);
    assertEquals(calls + 1, relay.provider.refreshes());
  }
}
