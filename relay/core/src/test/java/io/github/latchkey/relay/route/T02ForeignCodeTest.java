package io.github.latchkey.relay.route;

import static io.github.latchkey.relay.Replied.assertNative;
import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.http.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A plugin is never connected to an account that an attacker chose for it. */
final class T02ForeignCodeTest {
  @RegisterExtension final RelayUnderTest relay = RelayUnderTest.start();
  private Login victim;
  private String victimsReturn;
  private String attackersReturn;

  @BeforeEach
  void start() throws Exception {
    victim = relay.authorize();
    victimsReturn = relay.visit(victim);
    attackersReturn = relay.visit(relay.authorize());
  }

  /** The return of one login with the code of another. */
  private static String withCodeOf(String target, String other) {
    return target.replace(query(target).get("code"), query(other).get("code"));
  }

  @Test
  void aForeignCodeUnderTheVictimsStateIsRefusedByTheProviderAndThePluginIsTold() {
    Reply page = relay.reply("GET", withCodeOf(victimsReturn, attackersReturn), "");
    assertEquals("/done/failed", header(page, "Location"));
    assertTrue(page.note().endsWith("provider 400 invalid_grant"), page.note());
    assertNative(502, "server_error", relay.pollNatively(victim));
    assertEquals(0, relay.provider.tokenAnswers().size());
  }

  @Test
  void theAttackersWholeReturnEndsTheAttackersLoginAndLeavesTheVictimsOpen() {
    assertEquals("/done", header(relay.reply("GET", attackersReturn, ""), "Location"));
    assertEquals(404, relay.pollNatively(victim).status());
    assertEquals("/done", header(relay.reply("GET", victimsReturn, ""), "Location"));
    assertEquals(200, relay.pollNatively(victim).status());
  }

  @Test
  void withConfirmationTheAttackersReturnDoesNothingInTheVictimsBrowser() throws Exception {
    try (RelayUnderTest confirming =
        RelayUnderTest.start(settings -> settings.put("LOGIN_CONFIRMATION", "page"))) {
      Login attackers = confirming.authorize();
      String attackersCookie = cookie(confirming, attackers);
      String foreign = confirming.visit(confirm(confirming, attackers, attackersCookie));
      String victimsCookie = cookie(confirming, confirming.authorize());
      assertNotEquals(attackersCookie, victimsCookie);
      Reply page = confirming.reply("GET", foreign, "", "cookie", victimsCookie);
      assertEquals("/done/browser", header(page, "Location"));
      assertEquals(0, confirming.provider.exchanges());
      assertEquals(404, confirming.pollNatively(attackers).status());
    }
  }

  private static String cookie(RelayUnderTest relay, Login login) {
    String url = login.url();
    String set = header(relay.reply("GET", url.substring(url.indexOf("/start")), ""), "Set-Cookie");
    return set.substring(0, set.indexOf(';'));
  }

  private static Login confirm(RelayUnderTest relay, Login login, String cookie) {
    String origin = login.url().substring(0, login.url().indexOf("/start"));
    String form = "action=continue&ticket=" + query(login.url()).get("ticket");
    Reply reply = relay.reply("POST", "/start", form, "cookie", cookie, "origin", origin);
    return new Login(header(reply, "Location"), login.readKey());
  }
}
