package io.github.latchkey.relay.route;

import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Forward;
import io.github.latchkey.relay.http.RateLimit;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No API call leaves the listed hosts, and no API says anything for the relay's origin. */
final class T41PassThroughTest {
  private static final List<String> HOSTS = List.of("api.example.com", "files.example.org");
  private static final String[] PIECES = {
    "api.example.com",
    "files.example.org",
    "evil.example",
    "api.example.com.evil.example",
    "127.0.0.1",
    "[::1]",
    "169.254.169.254",
    "0x7f000001",
    "2130706433",
    "localhost",
    "API.EXAMPLE.COM",
    "api.example.com.",
    "xn--pi-mia",
    "user",
    "@",
    ":",
    ":443",
    ":80",
    "/",
    "//",
    "\\",
    "?",
    "#",
    ";",
    "&",
    "=",
    ".",
    "..",
    "%2f",
    "%5c",
    "%40",
    "%2e%2e",
    "%00",
    "%0d%0a",
    "%",
    "%zz",
    "https:",
    "a",
    "b=c",
    "|",
    "{",
    "[",
    "]",
    " ",
    "\t",
    "\r\n",
    "\u0000",
    "\u00e9",
    "\u3002",
    "\"",
    "<",
    "^",
    "`"
  };

  private static ApiRelay api;

  @BeforeAll
  static void start() throws Exception {
    api = ApiRelay.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void whoCallsTooOftenIsToldSoAndNothingIsPassedOn() {
    List<String> counted = new ArrayList<>();
    RateLimit.Counter full =
        (limit, plugin) -> {
          counted.add(limit + " " + plugin);
          return 7;
        };
    Request call =
        RelayUnderTest.request(
            "GET",
            "/api/api.example.com/a",
            "",
            "origin",
            ApiRelay.PLUGIN,
            "authorization",
            "Bearer canary-token");
    Reply refused = assertInstanceOf(Reply.class, api.relay.relay.handle(call, full));
    assertEquals(429, refused.status());
    assertEquals("7", header(refused, "Retry-After"));
    assertEquals(ApiRelay.PLUGIN, header(refused, "Access-Control-Allow-Origin"));
    assertEquals(List.of("API "), counted);
    Request tokenless =
        RelayUnderTest.request("GET", "/api/api.example.com/a", "", "origin", ApiRelay.PLUGIN);
    assertEquals(401, ((Reply) api.relay.relay.handle(tokenless, full)).status());
    assertEquals(1, counted.size(), "what is refused anyway is not counted");
  }

  @Test
  void aHostForEachCustomerIsOneLabelBelowTheListedName() throws Exception {
    try (RelayUnderTest shops =
        RelayUnderTest.start(
            v ->
                v.put(
                    "API_ORIGINS",
                    "https://{subdomain}.shops.example.com,https://api.example.com"))) {
      String[] headers = {"origin", ApiRelay.PLUGIN, "authorization", "Bearer canary-token"};
      for (String host : new String[] {"my-shop.shops.example.com", "api.example.com"}) {
        Forward passed =
            assertInstanceOf(Forward.class, shops.send("GET", "/api/" + host + "/a", "", headers));
        assertEquals("https://" + host + "/a", passed.url());
      }
      for (String host :
          new String[] {
            "shops.example.com",
            ".shops.example.com",
            "a.b.shops.example.com",
            "-a.shops.example.com",
            "A.shops.example.com",
            "a%2eb.shops.example.com",
            "evil.example@a.shops.example.com",
            "a.shops.example.com:443",
            "a.shops.example.com.evil.example",
            "a.shops.example.comevil",
            "%7Bsubdomain%7D.shops.example.com",
            "{subdomain}.shops.example.com",
            "{subdomain}.example.com",
            "b.example.com"
          }) {
        Reply refused =
            assertInstanceOf(Reply.class, shops.send("GET", "/api/" + host + "/a", "", headers));
        assertEquals(403, refused.status(), host);
      }
    }
  }

  @Test
  void noGeneratedTargetLeavesTheListedHosts() throws Exception {
    Random random = new Random(41);
    int passed = 0;
    for (int i = 0; i < Integer.getInteger("targets", 20_000); i++) {
      StringBuilder target = new StringBuilder("/api/");
      if (random.nextBoolean()) {
        target.append(HOSTS.get(random.nextInt(2))).append(random.nextBoolean() ? "/" : "");
      }
      for (int n = random.nextInt(6); n >= 0; n--) {
        target.append(PIECES[random.nextInt(PIECES.length)]);
      }
      Answer answer = api.call("GET", target.toString());
      if (answer instanceof Reply refused) {
        assertTrue(Set.of(400, 403).contains(refused.status()), target + " " + refused.status());
        assertFalse(text(refused).contains("evil"));
        continue;
      }
      passed++;
      String url = ((Forward) answer).url();
      URI uri = new URI(url);
      assertEquals("https", uri.getScheme(), url);
      assertTrue(HOSTS.contains(uri.getHost()), url);
      assertTrue(HOSTS.contains(uri.toURL().getHost()), url);
      assertNull(uri.getRawUserInfo(), url);
      assertNull(uri.getRawFragment(), url);
      assertEquals(-1, uri.getPort(), url);
      // A browser's parser, in short: it reads a backslash as a slash, and skips line ends.
      assertTrue(url.chars().noneMatch(c -> c == '\\' || c <= ' ' || c > '~'), url);
      String rest = target.substring("/api/".length() + uri.getHost().length());
      assertEquals(
          uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()),
          rest.startsWith("/") ? rest : "/" + rest,
          "changed on its way");
    }
    assertTrue(passed > 1_000, "only " + passed + " passed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/v1",
        "evil.example/v1",
        "api.example.com:443/v1",
        "api.example.com./v1",
        "API.example.com/v1",
        "a@api.example.com/v1",
        "api.example.com%2fv1",
        "api.example.com%00/",
        "api.example.com#/",
        "api.example.com\\@evil.example/",
        "http://api.example.com/",
        "https://api.example.com/",
        "../api.example.com/",
        "//api.example.com/",
        "*",
        "127.0.0.1/"
      })
  void aHostThatIsNotListedIs403(String rest) {
    Reply reply = api.reply("GET", "/api/" + rest);
    assertEquals(403, reply.status());
    assertEquals("/api/", reply.route());
    assertEquals(ApiRelay.PLUGIN, header(reply, "Access-Control-Allow-Origin"));
  }

  @Test
  void pathAndQueryArePassedOnAsTheyAre() {
    for (String rest :
        new String[] {
          "/",
          "/v1/a%2Fb;c=d/..//e?f=%20+&g[]=h&f",
          "?q=1",
          "/a/../b",
          "//x",
          "/?",
          "/:@!$'()*,-._~"
        }) {
      String url = api.forward("GET", "/api/api.example.com" + rest).url();
      assertEquals("https://api.example.com" + (rest.startsWith("/") ? rest : "/" + rest), url);
    }
    assertEquals("https://api.example.com/", api.forward("GET", "/api/api.example.com").url());
  }

  @Test
  void anAllowedOriginAndABearerAreWanted() {
    String target = "/api/api.example.com/v1";
    assertEquals(403, api.relay.reply("GET", target, "", "authorization", "Bearer a").status());
    Reply foreign =
        api.relay.reply(
            "GET", target, "", "authorization", "Bearer a", "origin", "https://evil.example");
    assertEquals(403, foreign.status());
    assertNull(header(foreign, "Access-Control-Allow-Origin"));
    for (String value : new String[] {"", "Bearer", "Bearer ", "Basic YTpi", "canary-token"}) {
      Reply reply =
          api.relay.reply("GET", target, "", "origin", ApiRelay.PLUGIN, "authorization", value);
      assertEquals(401, reply.status(), value);
      assertEquals("Bearer", header(reply, "WWW-Authenticate"));
    }
    assertEquals(401, api.relay.reply("GET", target, "", "origin", ApiRelay.PLUGIN).status());
    Request twice = RelayUnderTest.request("GET", target, "", "origin", ApiRelay.PLUGIN);
    twice.headers().put("authorization", List.of("Bearer a", "Bearer b"));
    assertEquals(401, ((Reply) api.relay.relay.handle(twice)).status());
    assertInstanceOf(
        Forward.class,
        api.relay.send("GET", target, "", "origin", ApiRelay.PLUGIN, "authorization", "bearer a"));
  }

  @Test
  void sixMethodsPassAndAPreflightIsOurs() {
    String target = "/api/api.example.com/v1";
    for (String method : new String[] {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}) {
      assertEquals(method, api.forward(method, target).method());
    }
    for (String method : new String[] {"TRACE", "CONNECT", "PROPFIND", "get", "QUERY"}) {
      Reply reply = api.reply(method, target);
      assertEquals(405, reply.status());
      assertEquals("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS", header(reply, "Allow"));
    }
    Reply preflight = api.relay.reply("OPTIONS", target, "", "origin", ApiRelay.PLUGIN);
    assertEquals(204, preflight.status());
    assertEquals("Authorization, *", header(preflight, "Access-Control-Allow-Headers"));
    assertEquals("7200", header(preflight, "Access-Control-Max-Age"));
    assertEquals(
        "GET, HEAD, POST, PUT, PATCH, DELETE", header(preflight, "Access-Control-Allow-Methods"));
  }

  @Test
  void aRedirectIs502ThatSaysSo() {
    for (int status : new int[] {300, 301, 302, 303, 307, 308, 399}) {
      Forward.Head head =
          api.forward("GET", "/api/api.example.com/")
              .reception()
              .answered(status, Map.of("location", List.of("https://evil.example/")));
      assertFalse(head.isBodyPassed());
      assertEquals(502, head.reply().status());
      assertTrue(text(head.reply()).contains("redirect"));
      assertNull(header(head.reply(), "Location"));
    }
    for (int status : new int[] {200, 201, 204, 304, 400, 401, 404, 418, 429, 500, 503}) {
      assertEquals(
          status,
          api.forward("GET", "/api/api.example.com/")
              .reception()
              .answered(status, Map.of())
              .reply()
              .status());
    }
    assertEquals(
        502,
        api.forward("GET", "/api/api.example.com/")
            .reception()
            .answered(101, Map.of())
            .reply()
            .status());
  }

  @Test
  void aLongBodyIsRefusedBeforeTheCall() {
    String target = "/api/api.example.com/";
    assertEquals(4 << 20, api.forward("PUT", target, "content-length", "4194304").bodyBytes());
    assertEquals(-1, api.forward("PUT", target, "transfer-encoding", "chunked").bodyBytes());
    assertEquals(0, api.forward("PUT", target).bodyBytes());
    for (String length : new String[] {"4194305", "99999999999999999999", "-1", "a"}) {
      assertEquals(413, api.reply("PUT", target, "content-length", length).status());
    }
  }

  @Test
  void nothingOfACallIsNotedButItsHost() {
    Forward forward = api.forward("GET", "/api/api.example.com/canary?canary");
    assertFalse(forward.toString().contains("canary"));
    Reply reply = forward.reception().answered(200, Map.of()).reply();
    assertEquals("api.example.com", reply.note());
    assertEquals("/api/", reply.route());
    for (Forward.Failure failure : Forward.Failure.values()) {
      Reply failed = forward.reception().failed(failure);
      assertEquals("api.example.com", failed.note());
      assertEquals(ApiRelay.PLUGIN, header(failed, "Access-Control-Allow-Origin"));
    }
  }

  @Test
  void withoutAListThereIsNoSuchRoute() throws Exception {
    try (RelayUnderTest without = RelayUnderTest.start()) {
      assertEquals(404, without.reply("GET", "/api/api.example.com/", "").status());
      assertTrue(without.relay.readsBody("/api/api.example.com/"));
    }
    assertFalse(api.relay.relay.readsBody("/api/api.example.com/?a"));
    assertTrue(api.relay.relay.readsBody("/poll"));
    assertTrue(api.relay.relay.readsBody("/api"));
  }
}
