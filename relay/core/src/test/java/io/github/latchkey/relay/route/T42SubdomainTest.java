package io.github.latchkey.relay.route;

import static io.github.latchkey.relay.Replied.assertNative;
import static io.github.latchkey.relay.Replied.encode;
import static io.github.latchkey.relay.Replied.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.Replied;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.port.Http;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever a caller sends as subdomain, nothing is sent to a host outside the setting's domain. */
final class T42SubdomainTest {
  private static final String DOMAIN = "shops.example.com";
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final String[] PIECES = {
    "a",
    "shop",
    "-",
    ".",
    "/",
    "\\",
    "@",
    ":",
    "?",
    "#",
    "%",
    "%2e",
    "%00",
    "\r\n",
    "\t",
    " ",
    "\0",
    "evil.example",
    "127.0.0.1",
    "localhost",
    "[::1]",
    "xn--80ak6aa92e",
    "\u3002",
    "\uff0e",
    "\u00df",
    "\u0130",
    "A",
    "_",
    "*",
    "{subdomain}",
    ",",
    ";",
    "&",
    "=",
    "+",
    "|",
    "$",
    "0",
    "0x7f",
    "''",
    "\""
  };

  private final List<String> asked = new CopyOnWriteArrayList<>();

  @RegisterExtension
  final RelayUnderTest relay = RelayUnderTest.over(this::answer, T42SubdomainTest::perShop);

  private Http.Response answer(
      Http.Purpose purpose, String url, Map<String, String> headers, byte[] body)
      throws IOException {
    asked.add(url);
    return url.contains("/revoke")
        ? new Http.Response(200, Map.of(), new byte[0])
        : RelayUnderTest.tokens(
            "{\"access_token\":\"a\",\"refresh_token\":\"r" + asked.size() + "\"}");
  }

  private static void perShop(Map<String, String> settings) {
    settings.put("AUTHORIZE_ENDPOINT", "https://{subdomain}." + DOMAIN + "/oauth/authorize?a=b");
    settings.put("TOKEN_ENDPOINT", "https://{subdomain}." + DOMAIN + "/oauth/token");
    settings.put("REVOCATION_ENDPOINT", "https://{subdomain}." + DOMAIN + "/oauth/revoke");
  }

  private Reply authorize(String subdomain) {
    return relay.reply("POST", "/authorize", "subdomain=" + encode(subdomain));
  }

  @Test
  void noGeneratedSubdomainLeavesTheDomain() {
    Random random = new Random(42);
    int taken = 0;
    for (int i = 0; i < Integer.getInteger("subdomains", 5_000); i++) {
      StringBuilder built = new StringBuilder();
      for (int n = random.nextInt(5); n >= 0; n--) {
        built.append(PIECES[random.nextInt(random.nextInt(4) == 0 ? 4 : PIECES.length)]);
      }
      String subdomain = i % 97 == 0 ? "a".repeat(60 + random.nextInt(8)) : built.toString();
      boolean isLabel = LABEL.matcher(subdomain).matches();
      Reply authorized = authorize(subdomain);
      assertEquals(isLabel ? 200 : 400, authorized.status(), subdomain);
      String field = "subdomain=" + encode(subdomain);
      assertEquals(
          isLabel ? 200 : 400,
          relay.reply("POST", "/refresh", "refresh_token=t" + i + "&" + field).status());
      assertEquals(
          isLabel ? 200 : 400, relay.reply("POST", "/revoke", "token=t&" + field).status());
      if (isLabel) {
        taken++;
        asked.add(Replied.member(authorized, "url"));
        String state = query(Replied.member(authorized, "url")).get("state");
        assertEquals(303, relay.reply("GET", "/redirect?code=c&state=" + state, "").status());
        assertEquals(4, asked.size(), subdomain);
      }
      for (String url : asked) {
        assertEquals(subdomain + "." + DOMAIN, URI.create(url).getHost(), url);
        assertEquals("https", URI.create(url).getScheme());
        assertNull(URI.create(url).getUserInfo());
        assertEquals(-1, URI.create(url).getPort());
      }
      asked.clear();
    }
    assertTrue(taken > 100, "only " + taken + " were labels");
  }

  @Test
  void theSecretGoesToNoHostThatIsNoCustomers() throws Exception {
    try (RelayUnderTest zendesk =
        RelayUnderTest.over(
            this::answer,
            settings -> {
              settings.remove("AUTHORIZE_ENDPOINT");
              settings.remove("TOKEN_ENDPOINT");
              settings.put("PROVIDER", "zendesk");
              settings.put("API_ORIGINS", "https://{subdomain}.zendesk.com");
            })) {
      for (String refused : List.of("www", "status")) {
        String field = "subdomain=" + refused;
        assertEquals(400, zendesk.reply("POST", "/authorize", field).status());
        assertEquals(400, zendesk.reply("POST", "/refresh", "refresh_token=x&" + field).status());
        String[] headers = {"origin", "https://localhost:5173", "authorization", "Bearer a"};
        String target = "/api/" + refused + ".zendesk.com/";
        assertEquals(403, zendesk.reply("GET", target, "", headers).status());
      }
      assertEquals(List.of(), asked);
      assertEquals(200, zendesk.reply("POST", "/authorize", "subdomain=status-page").status());
    }
  }

  @Test
  void itIsKeptInTheStateAndWantedAgainLater() {
    String url = Replied.member(authorize("my-shop"), "url");
    assertTrue(url.startsWith("https://my-shop." + DOMAIN + "/oauth/authorize?a=b&"), url);
    String state = query(url).get("state");
    assertTrue(state.length() > 94, state);
    assertEquals(303, relay.reply("GET", "/redirect?code=c&state=" + state, "").status());
    assertEquals(List.of("https://my-shop." + DOMAIN + "/oauth/token"), asked);
    assertNative(400, "invalid_request", relay.reply("POST", "/refresh", "refresh_token=x"));
    assertNative(400, "invalid_request", relay.reply("POST", "/revoke", "token=x"));
    assertEquals(400, relay.reply("POST", "/authorize", "").status());
    assertEquals(400, relay.reply("POST", "/authorize?subdomain=my-shop", "").status());
    assertEquals(400, relay.reply("POST", "/refresh?code=x&subdomain=my-shop", "").status());
    assertEquals(1, asked.size());
  }

  @Test
  void theSameTokenAtTwoSubdomainsIsTwoTokens() {
    String one = Replied.text(relay.reply("POST", "/refresh", "refresh_token=t&subdomain=one"));
    assertEquals(
        one, Replied.text(relay.reply("POST", "/refresh", "refresh_token=t&subdomain=one")));
    assertNotEquals(
        one, Replied.text(relay.reply("POST", "/refresh", "refresh_token=t&subdomain=two")));
    assertEquals(2, asked.size());
  }

  @Test
  void whereTheEndpointsHaveNoSuchPartItIsRefusedAndTheStateStaysShort() throws Exception {
    try (RelayUnderTest plain =
        RelayUnderTest.start(
            settings -> settings.put("REVOCATION_ENDPOINT", "https://provider.example.com/"))) {
      assertEquals(94, query(plain.authorize().url()).get("state").length());
      for (String request :
          new String[] {"/authorize ", "/refresh refresh_token=x&", "/revoke token=x&"}) {
        String[] parts = request.split(" ", 2);
        for (String subdomain : new String[] {"my-shop", ""}) {
          assertNative(
              400,
              "invalid_request",
              plain.reply("POST", parts[0], parts[1] + "subdomain=" + subdomain));
        }
      }
      assertEquals(0, plain.provider.received().size());
    }
  }
}
