package io.github.latchkey.relay.route;

import static io.github.latchkey.relay.Replied.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.http.Forward;
import io.github.latchkey.relay.http.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Of the headers of an API call, only those that concern it go out, and only harmless ones back.
 */
class T41HeadersTest {
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
  void whatConcernsTheCallersConnectionBrowserAndPlaceStaysHere() {
    Map<String, String> sent = new HashMap<>();
    String[] headers = {
      "accept",
      "application/json",
      "content-type",
      "application/json",
      "notion-version",
      "2022-06-28",
      "if-none-match",
      "\"a\"",
      "range",
      "bytes=0-9",
      "user-agent",
      "Mozilla/5.0",
      "x-trace",
      "1",
      "cookie",
      "a=b",
      "referer",
      "https://framer.com/",
      "sec-fetch-site",
      "cross-site",
      "sec-ch-ua",
      "x",
      "x-forwarded-for",
      "10.0.0.1",
      "forwarded",
      "for=10.0.0.1",
      "via",
      "1.1 a",
      "x-real-ip",
      "10.0.0.1",
      "cf-connecting-ip",
      "10.0.0.1",
      "connection",
      "keep-alive, X-Hop",
      "x-hop",
      "1",
      "keep-alive",
      "5",
      "te",
      "trailers",
      "upgrade",
      "h2c",
      "expect",
      "100-continue",
      "proxy-authorization",
      "Basic a",
      "accept-encoding",
      "br",
      "access-control-request-method",
      "PUT",
      "bad name",
      "x",
      "x-control",
      "a\u0001b",
      "x-latin",
      "\u00e9"
    };
    for (Map.Entry<String, String> header :
        api.forward("POST", "/api/api.example.com/", headers).headers()) {
      assertNull(sent.put(header.getKey(), header.getValue()), header.getKey());
    }
    assertEquals(
        Map.of(
            "authorization", "Bearer canary-token",
            "accept", "application/json",
            "content-type", "application/json",
            "notion-version", "2022-06-28",
            "if-none-match", "\"a\"",
            "range", "bytes=0-9",
            "user-agent", "Mozilla/5.0",
            "x-trace", "1",
            "accept-encoding", "identity"),
        sent);
  }

  @Test
  void onlyListedHeadersComeBack() {
    Map<String, List<String>> hostile = new HashMap<>();
    for (String name :
        new String[] {
          "nel",
          "report-to",
          "reporting-endpoints",
          "strict-transport-security",
          "clear-site-data",
          "set-cookie",
          "set-cookie2",
          "content-security-policy",
          "access-control-allow-origin",
          "access-control-allow-credentials",
          "access-control-expose-headers",
          "refresh",
          "alt-svc",
          "service-worker-allowed",
          "x-frame-options",
          "www-authenticate",
          "cache-control",
          "vary",
          "permissions-policy",
          "public-key-pins",
          "sourcemap",
          "x-dns-prefetch-control",
          "cross-origin-opener-policy",
          "origin-agent-cluster",
          "speculation-rules",
          "accept-ch",
          "connection",
          "transfer-encoding",
          "content-length",
          "keep-alive",
          "server",
          "x-custom"
        }) {
      hostile.put(name, List.of("hostile"));
    }
    List<String> good =
        List.of(
            "content-type",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-range",
            "accept-ranges",
            "etag",
            "last-modified",
            "location",
            "retry-after",
            "ratelimit",
            "ratelimit-policy",
            "x-ratelimit-remaining",
            "x-hubspot-ratelimit-max",
            "x-rate-limit-reset");
    for (String name : good) {
      hostile.put(name, List.of("good " + name, "hostile"));
    }
    hostile.put("link", List.of("good a", "good b"));
    Forward.Head head =
        api.forward("GET", "/api/api.example.com/").reception().answered(200, hostile);
    assertTrue(head.isBodyPassed());
    Set<String> names = new TreeSet<>();
    List<String> ours = new ArrayList<>();
    for (Map.Entry<String, String> header : head.reply().headers()) {
      if (header.getValue().startsWith("good ")) {
        names.add(header.getKey());
      } else {
        ours.add(header.getKey() + ": " + header.getValue());
      }
    }
    Set<String> expected = new TreeSet<>(good);
    expected.add("link");
    assertEquals(expected, names);
    assertEquals(
        List.of(
            "Content-Security-Policy: default-src 'none'; sandbox",
            "Cache-Control: no-store",
            "X-Content-Type-Options: nosniff",
            "Vary: Origin",
            "Access-Control-Allow-Origin: " + ApiRelay.PLUGIN,
            "Access-Control-Expose-Headers: *"),
        ours);
  }

  @Test
  void headersThatTheSettingsNameComeBackToo() throws Exception {
    Map<String, List<String>> answered =
        Map.of("x-shop-limit", List.of("1/40"), "x-other", List.of("1"), "nel", List.of("{}"));
    try (RelayUnderTest shops =
        RelayUnderTest.start(
            v -> {
              v.put("API_ORIGINS", "https://api.example.com");
              v.put("API_HEADERS", "X-Shop-Limit");
            })) {
      Forward passed =
          assertInstanceOf(
              Forward.class,
              shops.send(
                  "GET",
                  "/api/api.example.com/a",
                  "",
                  "origin",
                  ApiRelay.PLUGIN,
                  "authorization",
                  "Bearer canary-token"));
      Reply head = passed.reception().answered(200, answered).reply();
      assertEquals("1/40", header(head, "x-shop-limit"));
      assertNull(header(head, "x-other"));
      assertNull(header(head, "nel"));
    }
  }
}
