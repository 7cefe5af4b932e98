package io.github.latchkey.relay.confirmation;

import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.query;
import static io.github.latchkey.relay.Replied.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.Replied;
import io.github.latchkey.relay.http.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the confirmation page is given, and what it gives, request by request. */
final class StartTest {
  private RelayUnderTest relay;

  private void start(Consumer<Map<String, String>> settings) throws Exception {
    relay =
        RelayUnderTest.start(
            variables -> {
              variables.put("LOGIN_CONFIRMATION", "page");
              settings.accept(variables);
            });
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  private String origin() {
    String redirectUri = relay.variables.get("REDIRECT_URI");
    return redirectUri.substring(0, redirectUri.indexOf('/', 8));
  }

  private String target(String body) {
    String url = Replied.member(relay.reply("POST", "/authorize", body), "url");
    assertTrue(url.startsWith(origin() + "/start?ticket="), url);
    return url.substring(origin().length());
  }

  private static String cookie(Reply page) {
    String cookie = header(page, "Set-Cookie");
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private Reply press(String target, String cookie, String action) {
    String body = target.substring(target.indexOf('?') + 1) + "&action=" + action;
    return relay.reply("POST", "/start", body, "origin", origin(), "cookie", cookie);
  }

  @Test
  void onLocalhostTheCookieIsPlainSinceWebKitDropsSecureOnesThere() throws Exception {
    start(variables -> {});
    String cookie = header(relay.reply("GET", target(""), ""), "Set-Cookie");
    assertTrue(
        cookie.matches("latchkey=[A-Za-z0-9_-]{43}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax"),
        cookie);
  }

  @Test
  void onHttpsTheCookieCanBeSetByNobodyElse() throws Exception {
    start(variables -> variables.put("REDIRECT_URI", "https://relay.example.com/redirect"));
    String cookie = header(relay.reply("GET", target(""), ""), "Set-Cookie");
    assertTrue(
        cookie.matches(
            "__Host-latchkey=[A-Za-z0-9_-]{43}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax;"
                + " Secure"),
        cookie);
  }

  @Test
  void aBrowserKeepsItsCookieAndAMadeUpOneIsReplaced() throws Exception {
    start(variables -> {});
    String first = cookie(relay.reply("GET", target(""), ""));
    Reply again = relay.reply("GET", target(""), "", "cookie", "a=b; " + first + ";c");
    assertEquals(first, cookie(again));
    for (String madeUp : new String[] {"latchkey=", "latchkey=abc", "latchkey", "x" + first, ""}) {
      Reply page = relay.reply("GET", target(""), "", "cookie", madeUp);
      assertNotEquals(first, cookie(page), madeUp);
      assertEquals(403, press(target(""), madeUp, "continue").status(), madeUp);
    }
  }

  @Test
  void promptAndScopeReachTheProviderAndTheStateIsAsShortAsEver() throws Exception {
    start(variables -> {});
    String target = target("prompt=select_account");
    Reply reply = press(target, cookie(relay.reply("GET", target, "")), "continue");
    assertEquals(303, reply.status());
    assertEquals("no-referrer", header(reply, "Referrer-Policy"));
    var sent = query(header(reply, "Location"));
    assertEquals("select_account", sent.get("prompt"));
    assertEquals("profile,files.read", sent.get("scope"));
    assertEquals(94, sent.get("state").length());
    assertEquals(43, sent.get("code_challenge").length());
  }

  @Test
  void theSubdomainIsInThePageAndReachesTheProvider() throws Exception {
    start(v -> v.put("AUTHORIZE_ENDPOINT", "https://{subdomain}.example.com/authorize"));
    String target = target("subdomain=acme");
    Reply page = relay.reply("GET", target, "");
    assertTrue(text(page).contains("<bdi>acme.example.com</bdi>"), text(page));
    String location = header(press(target, cookie(page), "continue"), "Location");
    assertTrue(location.startsWith("https://acme.example.com/authorize?"), location);
  }

  @Test
  void thePageNamesThePluginAndTheProvidersHostAndNothingInThemIsMarkup() throws Exception {
    start(variables -> variables.put("PLUGIN_NAME", "<b>\"Tom & Jérôme\"</b> %END%"));
    String html = text(relay.reply("GET", target(""), ""));
    assertTrue(
        html.contains("<bdi>&lt;b&gt;&quot;Tom &amp; Jérôme&quot;&lt;/b&gt; %END%</bdi>"), html);
    assertTrue(html.contains("<bdi>127.0.0.1</bdi>"), html);
  }

  @Test
  void anIconIsShownWithoutARequestAndThePolicyAllowsNoOtherImage() throws Exception {
    String icon = "data:image/png;base64,iVBORw0KGgo=";
    start(variables -> variables.put("PLUGIN_ICON", icon));
    Reply page = relay.reply("GET", target(""), "");
    assertTrue(text(page).contains("<img src=\"" + icon + "\" alt=\"\">"), text(page));
    String policy = header(page, "Content-Security-Policy");
    assertTrue(policy.contains("'; img-src data:; frame-ancestors 'none'"), policy);
  }

  @Test
  void thePolicyAllowsItsOwnStyleAndScriptAndNothingElse() throws Exception {
    start(variables -> {});
    Reply page = relay.reply("GET", target(""), "");
    String html = text(page);
    assertEquals(
        "default-src 'none'; style-src "
            + hash(html, "style")
            + "; base-uri 'none'; script-src "
            + hash(html, "script")
            + "; frame-ancestors 'none'",
        header(page, "Content-Security-Policy"));
    assertEquals("same-origin", header(page, "Referrer-Policy"));
    assertEquals("no-store", header(page, "Cache-Control"));
  }

  private static String hash(String html, String element) throws Exception {
    String text = html.substring(html.indexOf("<" + element + ">") + element.length() + 2);
    text = text.substring(0, text.indexOf("</" + element + ">"));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }

  @Test
  void aTicketIsGoodForNothingElseAndNothingElseIsATicket() throws Exception {
    start(variables -> {});
    String target = target("");
    Reply page = relay.reply("GET", target, "");
    String ticket = target.substring(target.indexOf('=') + 1);
    String state = query(header(press(target, cookie(page), "continue"), "Location")).get("state");
    String readKey = relay.authorize().readKey();
    for (String other :
        new String[] {state, readKey, "", "abc", ticket.substring(1), ticket + "A"}) {
      Reply reply = relay.reply("GET", "/start?ticket=" + other, "");
      assertEquals("/done/failed", header(reply, "Location"), other);
      assertEquals(
          "/done/failed", header(press("?ticket=" + other, cookie(page), "cancel"), "Location"));
      assertNull(header(reply, "Set-Cookie"));
    }
    assertEquals("/done/failed", header(relay.reply("GET", "/start", ""), "Location"));
    String asState = "/redirect?code=a&state=" + ticket;
    Reply reply = relay.reply("GET", asState, "", "cookie", cookie(page));
    assertEquals("/done/browser", header(reply, "Location"));
    assertEquals(400, relay.reply("POST", "/poll", "readKey=" + ticket).status());
    assertEquals(400, press(target, cookie(page), "both").status());
    assertEquals(400, press(target, cookie(page), "ask").status());
    assertEquals(0, relay.store.everPut.size());
  }

  @Test
  void anOverdueTicketIsTooLate() throws Exception {
    start(variables -> {});
    String target = target("");
    String cookie = cookie(relay.reply("GET", target, ""));
    relay.clockMillis.addAndGet(900_000);
    assertEquals("/done/expired", header(relay.reply("GET", target, ""), "Location"));
    for (String action : new String[] {"continue", "cancel"}) {
      assertEquals("/done/expired", header(press(target, cookie, action), "Location"));
    }
    assertEquals(0, relay.store.everPut.size());
  }

  @Test
  void aCancelledLoginGetsNoRowWhereThereIsNoRoomToSpare() throws Exception {
    start(variables -> {});
    String target = target("");
    String cookie = cookie(relay.reply("GET", target, ""));
    relay.store.isFull = true;
    assertEquals("/done/refused", header(press(target, cookie, "cancel"), "Location"));
    assertEquals(0, relay.store.everPut.size());
    relay.store.isFull = false;
    assertEquals("/done/refused", header(press(target, cookie, "cancel"), "Location"));
    assertEquals(1, relay.store.reservations.get());
  }

  @Test
  void aStateThatWasBoundToNoBrowserIsWorthNothingWhereLoginsAreConfirmed() throws Exception {
    start(variables -> {});
    String cookie = cookie(relay.reply("GET", target(""), ""));
    var unconfirmed = relay.second(variables -> variables.put("LOGIN_CONFIRMATION", "off"));
    Reply reply = (Reply) unconfirmed.handle(RelayUnderTest.request("POST", "/authorize", ""));
    String state = query(Replied.member(reply, "url")).get("state");
    String target = "/redirect?error=access_denied&state=" + state;
    assertEquals("/done/browser", header(relay.reply("GET", target, ""), "Location"));
    Reply withCookie = relay.reply("GET", target, "", "cookie", cookie);
    assertEquals("/done/browser", header(withCookie, "Location"));
    assertEquals(0, relay.store.everPut.size());
  }

  @Test
  void withoutConfirmationThereIsNoPage() throws Exception {
    start(variables -> variables.put("LOGIN_CONFIRMATION", "off"));
    assertEquals(404, relay.reply("GET", "/start?ticket=a", "").status());
    assertFalse(relay.authorize().url().contains("/start"));
  }

  @Test
  void underABasePathThePageLiesThereToo() throws Exception {
    start(v -> v.put("REDIRECT_URI", "https://relay.example.com/airtable/redirect"));
    Reply authorize = relay.reply("POST", "/airtable/authorize", "");
    String url = Replied.member(authorize, "url");
    assertTrue(url.startsWith("https://relay.example.com/airtable/start?ticket="), url);
    Reply page = relay.reply("GET", url.substring("https://relay.example.com".length()), "");
    assertTrue(text(page).contains("action=\"/airtable/start\""), text(page));
  }

  @Test
  void anotherMethodIsToldWhichThereAre() throws Exception {
    start(variables -> {});
    Reply reply = relay.reply("PUT", "/start", "");
    assertEquals(405, reply.status());
    assertEquals("GET, POST", header(reply, "Allow"));
  }
}
