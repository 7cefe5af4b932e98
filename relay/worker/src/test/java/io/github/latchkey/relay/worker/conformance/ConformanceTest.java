package io.github.latchkey.relay.worker.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The two hosts answer the same request with the same status, headers and body, byte by byte;
 * {@link LoginConformance} has the requests that reach rows. Looked away from are {@code Date} and
 * {@code Connection}; {@link #whatIsNotTheRelays} has what must differ. Rate limits and hosts that
 * are full are not played: each host counts by itself, and has tests of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {
  private static final List<String> ROUTES =
      List.of("/authorize", "/poll", "/refresh", "/redirect");
  private static final List<String> HOSTILE =
      List.of(
          "readKey=a&readKey=b",
          "code=1&code=2",
          "state=a&state=a",
          "readKey=%",
          "readKey=%4",
          "readKey=%zz",
          "readKey=%00",
          "readKey=%c0%af",
          "readKey=%ed%a0%80",
          "readKey=%f4%90%80%80",
          "readKey=%ff",
          "a+b=c+d",
          "=",
          "&&",
          "prompt=login",
          "prompt=none",
          "prompt=login&prompt=login",
          "subdomain=a.b",
          "wait=25",
          "error=access_denied");
  private BothHosts hosts;

  @BeforeAll
  void start(@TempDir Path persist) throws Exception {
    hosts = new BothHosts(persist, "durable-object", "REVOCATION_ENDPOINT", "PROVIDER/token");
  }

  @AfterAll
  void stop() throws Exception {
    hosts.close();
    System.out.println("Conformance: " + hosts.requests() + " requests to both hosts");
    assertTrue(hosts.requests() >= 300, hosts.requests() + " requests");
  }

  @Test
  void everyMethodOnEveryPath() throws IOException {
    List<String> paths =
        List.of(
            "/",
            "/ready",
            "/authorize",
            "/poll",
            "/refresh",
            "/revoke",
            "/redirect",
            "/done",
            "/done/refused",
            "/done/failed",
            "/done/expired",
            "/start",
            "/api/example.com/",
            "/nothing",
            "/poll/",
            "/pollution",
            "/poll%2f",
            "/POLL",
            "/poll;a",
            "/favicon.ico");
    for (String path : paths) {
      for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
        hosts.same(method, path, "");
      }
    }
  }

  @Test
  void everyOriginOnEveryRoute() throws IOException {
    List<String> origins =
        List.of(
            BothHosts.ORIGIN,
            "null",
            "https://evil.example",
            BothHosts.ORIGIN + "/",
            "HTTPS://LOCALHOST:5173",
            "https://localhost:5173.evil.example");
    for (String origin : origins) {
      for (String route : ROUTES) {
        hosts.same("POST", route, "", "Origin: " + origin);
        hosts.same("OPTIONS", route, "", "Origin: " + origin);
      }
    }
  }

  @Test
  void everyKindOfBody() throws IOException {
    List<String> types =
        List.of(
            "text/plain",
            "application/json",
            "application/x-www-form-urlencoded; charset=utf-8",
            "APPLICATION/X-WWW-FORM-URLENCODED",
            "multipart/form-data; boundary=a",
            "nonsense");
    for (String type : types) {
      for (String route : ROUTES) {
        hosts.same("POST", route, "readKey=a", "Content-Type: " + type);
      }
    }
    for (int length : List.of(16_384, 16_385, 20_000)) {
      for (String route : ROUTES) {
        hosts.same("POST", route, "a".repeat(length));
      }
    }
  }

  @Test
  void whatIsSmuggledInBodiesAndQueries() throws IOException {
    for (String hostile : HOSTILE) {
      for (String route : ROUTES) {
        String method = route.equals("/redirect") ? "GET" : "POST";
        if (!hostile.matches(".*%(zz|4|)$")) {
          hosts.same(method, route + "?" + hostile, "");
          hosts.same(method, route + "?" + hostile, "", "Origin: " + BothHosts.ORIGIN);
        }
        hosts.same("POST", route, hostile);
        hosts.same("POST", route + "?readKey=a", hostile);
      }
    }
  }

  @Test
  void aReadKeyWithAnyCharacterChanged() throws IOException {
    String readKey = BegunLogin.at(hosts).readKey();
    for (int i = 0; i < readKey.length(); i++) {
      char other = readKey.charAt(i) == 'A' ? 'B' : 'A';
      String changed = readKey.substring(0, i) + other + readKey.substring(i + 1);
      assertEquals(400, hosts.same("POST", "/poll", "readKey=" + changed).status());
    }
    for (String wait : List.of("0", "1", "-1", "26", "a", "", "1.5")) {
      hosts.same("POST", "/poll", "wait=" + wait + "&readKey=" + readKey);
    }
    for (String wrong : List.of("", readKey + "A", readKey.substring(1), readKey + "=")) {
      hosts.same("POST", "/poll", "readKey=" + wrong);
      hosts.same("POST", "/poll?readKey=" + wrong, "");
    }
  }

  @Test
  void anApiCallUnderEveryAnswer() throws IOException {
    String[] good = {"Origin: " + BothHosts.ORIGIN, "Authorization: Bearer abc"};
    String api = "/api/" + hosts.apiHost() + "/data/";
    for (String answer :
        List.of(
            "200-text", "200-long", "204-empty", "302-text", "404-text", "429-text", "503-long")) {
      for (String method : List.of("GET", "DELETE", "POST", "PUT", "PATCH")) {
        String body = method.startsWith("P") ? "k=v" : "";
        hosts.same(method, api + answer + "?a=b+c%20d", body, good);
      }
    }
    hosts.same("HEAD", api + "200-empty", "", good);
    hosts.same("OPTIONS", api + "200-text", "", good[0]);
    hosts.same("GET", api + "200-text", "", good[0]);
    hosts.same("GET", api + "200-text", "", good[1]);
    hosts.same("GET", api + "200-text", "", "Origin: https://evil.example", good[1]);
    for (String place : List.of("example.com/", "127.0.0.1/", "a@" + hosts.apiHost() + "/", "")) {
      hosts.same("GET", "/api/" + place, "", good);
    }
  }

  @Test
  void aRevocationUnderEveryAnswerOfTheProvider() throws IOException {
    for (String answer : LoginConformance.PROVIDER_ANSWERS) {
      hosts.same("POST", "/revoke", "token=" + answer, "Origin: " + BothHosts.ORIGIN);
    }
    hosts.same("POST", "/revoke", "");
    hosts.same("POST", "/revoke", "token=");
    hosts.same("POST", "/revoke?token=200-empty", "");
    hosts.same("POST", "/revoke", "token=200-empty", "Origin: https://evil.example");
  }

  @Test
  void whatIsTooLongOrComesTooOften() throws IOException {
    for (String route : ROUTES) {
      for (int length : List.of(16_000, 16_384, 16_500)) {
        hosts.same("POST", route + "?a=" + "a".repeat(length - route.length() - 3), "");
      }
      for (int count : List.of(64, 65)) {
        hosts.same("POST", route, "a=b&".repeat(count - 1) + "a=b");
        StringBuilder different = new StringBuilder("a=b");
        for (int i = 1; i < count; i++) {
          different.append("&p" + i + "=");
        }
        hosts.same("POST", route, different.toString());
      }
      hosts.same("POST", route, "", "Origin: " + BothHosts.ORIGIN, "Origin: " + BothHosts.ORIGIN);
    }
  }

  /** The reason stands beside each: the platform, not the relay, answers or parses these. */
  @Test
  void whatIsNotTheRelays() throws IOException {
    // Cloudflare resolves dots in the path before a Worker sees it.
    assertDiffers("GET", "/nothing/../done");
    // The JDK's server refuses by itself, in a page of its own, what is no URI.
    assertDiffers("GET", "/done?{");
    assertDiffers("POST", "/poll?readKey=%zz");
    // An empty header does not reach a Worker: it is no Origin there, and a wrong one here.
    assertDiffers("POST", "/authorize", "Origin: ");
  }

  private void assertDiffers(String method, String target, String... headers) throws IOException {
    RawAnswer[] answers = hosts.both(method, target, "", headers);
    assertNotEquals(answers[0], answers[1], target);
  }
}
