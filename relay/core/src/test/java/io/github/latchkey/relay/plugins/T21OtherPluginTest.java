package io.github.latchkey.relay.plugins;

import static io.github.latchkey.relay.Replied.encode;
import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.member;
import static io.github.latchkey.relay.Replied.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.Relay;
import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.http.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nothing that one plugin was given is worth anything at another. The two here have everything in
 * common that two can have: provider, client, secret of the relay, store.
 */
final class T21OtherPluginTest {
  private static final String A = "/alpha";
  private static final String B = "/beta";
  private static final Set<String> OF_THE_PROCESS = Set.of("PORT", "RELAY_SECRET");

  @RegisterExtension final RelayUnderTest relay = RelayUnderTest.start(T21OtherPluginTest::twice);

  @BeforeEach
  void start() throws Exception {
    for (String prefix : new String[] {"ALPHA_", "BETA_"}) {
      relay.provider.registerRedirectUri(relay.variables.get(prefix + "REDIRECT_URI"));
    }
  }

  /** The settings of one plugin as those of two, whose logins are confirmed. */
  private static void twice(Map<String, String> variables) {
    variables.put("LOGIN_CONFIRMATION", "page");
    Map<String, String> one = new LinkedHashMap<>(variables);
    variables.put("PLUGINS", "alpha,beta");
    one.forEach(
        (name, value) -> {
          if (!OF_THE_PROCESS.contains(name)) {
            variables.remove(name);
            variables.put("ALPHA_" + name, value.replace("/redirect", A + "/redirect"));
            variables.put("BETA_" + name, value.replace("/redirect", B + "/redirect"));
          }
        });
    variables.put("ALPHA_PLUGIN_URI", "https://alpha.example");
    variables.put("BETA_PLUGIN_URI", "https://beta.example");
  }

  private Login authorize(String plugin) {
    Reply reply = relay.reply("POST", plugin + "/authorize", "");
    assertEquals(200, reply.status(), text(reply));
    return new Login(member(reply, "url"), member(reply, "readKey"));
  }

  private static String ticket(Login login) {
    return login.url().substring(login.url().indexOf('=') + 1);
  }

  /** The cookie that the page gives. */
  private String cookie(String plugin, String ticket) {
    String cookie =
        header(relay.reply("GET", plugin + "/start?ticket=" + ticket, ""), "Set-Cookie");
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private Reply press(String plugin, String ticket, String cookie) {
    String origin = "http://localhost:" + relay.variables.get("PORT");
    String form = "action=continue&ticket=" + ticket;
    return relay.reply("POST", plugin + "/start", form, "cookie", cookie, "origin", origin);
  }

  /** Confirms and visits the provider; the target that it sends the browser back to. */
  private String visit(String plugin, Login login, String cookie) throws Exception {
    String providersPage = header(press(plugin, ticket(login), cookie), "Location");
    assertTrue(providersPage.startsWith(relay.provider.origin()), providersPage);
    return relay.visit(new Login(providersPage, login.readKey()));
  }

  private String logIn(String plugin, Login login) throws Exception {
    String cookie = cookie(plugin, ticket(login));
    Reply reply = relay.reply("GET", visit(plugin, login, cookie), "", "cookie", cookie);
    assertEquals(plugin + "/done", header(reply, "Location"), reply.toString());
    return cookie;
  }

  private Reply poll(String plugin, Login login) {
    return relay.reply("POST", plugin + "/poll", "readKey=" + login.readKey());
  }

  private Reply refresh(String plugin, String refreshToken) {
    return relay.reply("POST", plugin + "/refresh", "refresh_token=" + encode(refreshToken));
  }

  @ParameterizedTest
  @CsvSource({"/alpha", "/beta"})
  void eachPluginLogsInAndRefreshes(String plugin) throws Exception {
    Login login = authorize(plugin);
    assertEquals(404, poll(plugin, login).status());
    logIn(plugin, login);
    Reply tokens = poll(plugin, login);
    assertEquals(200, tokens.status());
    assertEquals(200, refresh(plugin, member(tokens, "refresh_token")).status());
  }

  @Test
  void aTicketOfOneIsNoneAtTheOther() {
    String ticket = ticket(authorize(A));
    Reply reply = relay.reply("GET", B + "/start?ticket=" + ticket, "");
    assertEquals(B + "/done/failed", header(reply, "Location"));
    assertNull(header(reply, "Set-Cookie"));
    String cookie = cookie(B, ticket(authorize(B)));
    assertEquals(B + "/done/failed", header(press(B, ticket, cookie), "Location"));
    assertEquals(0, relay.store.everPut.size());
  }

  @Test
  void aStateOfOneIsNoneAtTheOther() throws Exception {
    Login login = authorize(A);
    String cookie = cookie(A, ticket(login));
    String back = visit(A, login, cookie);
    String atB = B + back.substring(A.length());
    // Under B's name for the cookie too, as if a browser could be made to send that.
    String value = cookie.substring(cookie.indexOf('='));
    for (String sent : new String[] {cookie, "latchkey-beta" + value}) {
      Reply reply = relay.reply("GET", atB, "", "cookie", sent);
      assertEquals(B + "/done/browser", header(reply, "Location"));
    }
    assertEquals(0, relay.provider.exchanges());
    assertEquals(0, relay.store.everPut.size());
    assertEquals(A + "/done", header(relay.reply("GET", back, "", "cookie", cookie), "Location"));
  }

  @Test
  void aReadKeyOfOneIsNoneAtTheOther() throws Exception {
    Login login = authorize(A);
    logIn(A, login);
    int reads = relay.store.reads.get();
    assertEquals(400, poll(B, login).status());
    assertEquals(400, relay.reply("POST", B + "/poll?readKey=" + login.readKey(), "").status());
    assertEquals(reads, relay.store.reads.get());
    assertEquals(200, poll(A, login).status());
  }

  @Test
  void aCookieOfOneIsNoneAtTheOther() {
    String ofA = cookie(A, ticket(authorize(A)));
    Login login = authorize(B);
    assertEquals(403, press(B, ticket(login), ofA).status());
    String ofB = cookie(B, ticket(login));
    assertNotEquals(ofA.substring(0, ofA.indexOf('=')), ofB.substring(0, ofB.indexOf('=')));
    assertEquals(303, press(B, ticket(login), ofA + "; " + ofB).status());
  }

  @Test
  void theRowOfARefreshAtOneAnswersNobodyAtTheOther() throws Exception {
    Login login = authorize(A);
    logIn(A, login);
    String refreshToken = member(poll(A, login), "refresh_token");
    String first = text(refresh(A, refreshToken));
    assertEquals(first, text(refresh(A, refreshToken)));
    assertEquals(1, relay.provider.refreshes());
    // B asks the provider, which sees a token that was rotated away.
    assertEquals(400, refresh(B, refreshToken).status());
    assertEquals(2, relay.provider.refreshes());
  }

  @Test
  void anOriginOfOneIsForeignToTheOther() {
    for (String target : new String[] {"/authorize", "/poll", "/refresh", "/revoke"}) {
      for (String method : new String[] {"POST", "OPTIONS"}) {
        String alpha = "https://alpha.example";
        assertEquals(403, relay.reply(method, B + target, "", "origin", alpha).status());
        Reply own = relay.reply(method, A + target, "", "origin", alpha);
        assertNotEquals(403, own.status());
        assertEquals(alpha, header(own, "Access-Control-Allow-Origin"));
      }
    }
  }

  @Test
  void withoutItsNameNoRouteIsThereButTheOneThatSaysThatTheRelayIsUp() {
    for (String target : new String[] {"/authorize", "/poll", "/refresh", "/redirect", "/done"}) {
      assertEquals(404, relay.reply("POST", target, "").status());
    }
    assertEquals(1, text(relay.reply("GET", "/", "")).lines().count());
    assertEquals("/alpha/poll", relay.reply("POST", A + "/poll", "").route());
  }

  @Test
  void anotherClientIdIsAnotherPluginEvenAtTheSamePath() throws Exception {
    try (RelayUnderTest one = RelayUnderTest.start()) {
      Login login = one.logIn();
      Relay other = one.second(variables -> variables.put("CLIENT_ID", "plugin-8"));
      String form = "readKey=" + login.readKey();
      Reply reply = (Reply) other.handle(RelayUnderTest.request("POST", "/poll", form));
      assertEquals(400, reply.status());
      assertEquals(200, one.pollNatively(login).status());
    }
  }
}
