package io.github.latchkey.demo.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import io.github.latchkey.demo.local.catalogue.Faults.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The API believes a token that its provider signed for it, to the second, and has a table. */
class DemoApiTest {
  private static final String PLUGIN = "http://localhost:5173";
  private static final String HOST = "http://127.0.0.1:5199";
  private static final String INVALID_TOKEN = "Bearer realm=\"demo\", error=\"invalid_token\"";

  private final HttpClient http = HttpClient.newHttpClient();
  private DemoProvider provider;
  private DemoApi api;

  @BeforeEach
  void start() throws Exception {
    start(60);
  }

  private void start(int accessTokenSeconds) throws Exception {
    provider = DemoProvider.start(accessTokenSeconds);
    api = DemoApi.start(provider, PLUGIN, HOST, null);
  }

  @AfterEach
  void stop() throws Exception {
    api.close();
    provider.close();
  }

  @Test
  void saysTheNameThatWasGivenAtTheLogin() throws Exception {
    HttpResponse<String> answer = profile(accessToken("Zoë \"Z\" O’Neill"));
    assertEquals(200, answer.statusCode());
    assertEquals("{\"name\":\"Zoë \\\"Z\\\" O’Neill\"}", answer.body());
    assertEquals(PLUGIN, answer.headers().firstValue("Access-Control-Allow-Origin").orElse(null));
  }

  @Test
  void refusesATokenFromTheSecondInWhichItEnds() throws Exception {
    stop();
    start(2);
    String token = accessToken("Ada");
    Instant end = SignedJWT.parse(token).getJWTClaimsSet().getExpirationTime().toInstant();
    Instant asked = Instant.now();
    HttpResponse<String> answer = profile(token);
    while (answer.statusCode() == 200) {
      assertTrue(asked.isBefore(end.plusSeconds(1)), "still taken a second after its end");
      asked = Instant.now();
      answer = profile(token);
    }
    assertEquals(401, answer.statusCode());
    assertEquals(INVALID_TOKEN, answer.headers().firstValue("WWW-Authenticate").orElse(null));
    assertTrue(!Instant.now().isBefore(end), "refused before its end");
  }

  @Test
  void refusesATokenOfAnotherProvider() throws Exception {
    try (DemoProvider other = DemoProvider.start(60)) {
      assertEquals(401, profile(new ProviderLogin(other).accessToken("Mallory")).statusCode());
    }
  }

  @Test
  void refusesTheTokenThatIsForThePluginItself() throws Exception {
    Object idToken = new ProviderLogin(provider).tokens("Ada").get("id_token");
    assertEquals(401, profile(idToken.toString()).statusCode());
  }

  @Test
  void refusesATokenWithAnotherNameWrittenIn() throws Exception {
    String[] parts = accessToken("Ada").split("\\.");
    String[] others = accessToken("Bob").split("\\.");
    HttpResponse<String> answer = profile(parts[0] + "." + others[1] + "." + parts[2]);
    assertEquals(401, answer.statusCode());
    assertEquals(INVALID_TOKEN, answer.headers().firstValue("WWW-Authenticate").orElse(null));
  }

  @Test
  void asksForATokenWhereThereIsNone() throws Exception {
    HttpResponse<String> answer = send(request("/profile").build());
    assertEquals(401, answer.statusCode());
    assertEquals(
        "Bearer realm=\"demo\"", answer.headers().firstValue("WWW-Authenticate").orElse(null));
  }

  @Test
  void tellsABrowserThatThePluginMaySendAToken() throws Exception {
    HttpResponse<String> answer =
        send(request("/profile").method("OPTIONS", HttpRequest.BodyPublishers.noBody()).build());
    assertEquals(204, answer.statusCode());
    Map<String, String> expected =
        Map.of(
            "Access-Control-Allow-Origin", PLUGIN,
            "Access-Control-Allow-Methods", "GET",
            "Access-Control-Allow-Headers", "Authorization");
    expected.forEach(
        (name, value) -> assertEquals(value, answer.headers().firstValue(name).orElse(null)));
  }

  @Test
  void knowsNoOtherPathAndNoOtherMethod() throws Exception {
    assertEquals(404, send(request("/profile/").build()).statusCode());
    assertEquals(404, send(request("/").build()).statusCode());
    HttpResponse<String> posted =
        send(request("/profile").POST(HttpRequest.BodyPublishers.noBody()).build());
    assertEquals(405, posted.statusCode());
    assertEquals("GET, OPTIONS", posted.headers().firstValue("Allow").orElse(null));
  }

  @Test
  void givesTheTableInPagesUntilNoneIsLeft() throws Exception {
    String token = accessToken("Ada");
    List<Object> ids = new ArrayList<>();
    Object cursor = null;
    int pages = 0;
    do {
      String path = cursor == null ? "/rows" : "/rows?cursor=" + cursor;
      Map<String, Object> page = JSONObjectUtils.parse(get(path, token).body());
      for (Object row : JSONObjectUtils.getJSONArray(page, "rows")) {
        ids.add(((Map<?, ?>) row).get("id"));
      }
      assertEquals(60L, page.get("total"));
      cursor = page.get("next");
      pages++;
    } while (cursor != null);
    assertEquals(3, pages);
    assertEquals(60, new HashSet<>(ids).size());
  }

  @Test
  void anOrderedFaultIsMetOnceAndOnThePageThatItWasOrderedFor() throws Exception {
    String token = accessToken("Ada");
    api.faults().order(Fault.TOO_MANY_REQUESTS, 2);
    assertEquals(200, get("/rows", token).statusCode());
    HttpResponse<String> refused = get("/rows?cursor=row-21", token);
    assertEquals(429, refused.statusCode());
    assertEquals("1", refused.headers().firstValue("Retry-After").orElse(null));
    assertEquals(200, get("/rows?cursor=row-21", token).statusCode());
    api.faults().order(Fault.TOKEN_ENDED, 0);
    assertEquals(401, get("/rows", token).statusCode());
    assertEquals(401, profile(token).statusCode());
    assertEquals(200, profile(accessToken("Ada")).statusCode());
  }

  @Test
  void takesOrdersFromTheStandInAndNobodyElse() throws Exception {
    assertEquals(403, order("fault=500", PLUGIN));
    assertEquals(400, order("fault=9", HOST));
    assertEquals(204, order("fault=500", HOST));
    assertEquals(500, get("/rows", accessToken("Ada")).statusCode());
  }

  private int order(String order, String origin) throws Exception {
    return send(request("/orders?" + order)
            .header("Origin", origin)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build())
        .statusCode();
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    return send(request(path).header("Authorization", "Bearer " + token).build());
  }

  private String accessToken(String name) throws Exception {
    return new ProviderLogin(provider).accessToken(name);
  }

  private HttpResponse<String> profile(String token) throws Exception {
    return get("/profile", token);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api.origin() + path));
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofString());
  }
}
