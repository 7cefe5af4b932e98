package io.github.latchkey.relay.route;

import io.github.latchkey.relay.wire.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which headers of an API call go on, and which of its answer come back. */
final class ApiHeaders {
  /** Those of this connection, those that only browsers send, and those that proxies add. */
  private static final List<String> KEPT =
      List.of(
          "accept-encoding",
          "connection",
          "content-length",
          "cookie",
          "cookie2",
          "expect",
          "forwarded",
          "host",
          "http2-settings",
          "keep-alive",
          "origin",
          "referer",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via",
          "x-real-ip",
          "true-client-ip",
          "cdn-loop",
          "fly-client-ip");

  private static final List<String> KEPT_BEGINNINGS =
      List.of("proxy-", "x-forwarded-", "cf-", "sec-", "access-control-");

  private static final List<String> BACK =
      List.of(
          "content-type",
          "content-disposition",
          // Asked for none, an API may encode all the same.
          "content-encoding",
          "content-language",
          "content-range",
          "accept-ranges",
          "etag",
          "last-modified",
          "location",
          "retry-after");

  private ApiHeaders() {}

  /** The caller's headers without those that are none of the API's business. */
  static List<Map.Entry<String, String>> passedOn(Map<String, List<String>> headers) {
    // RFC 9110 section 7.6.1: Connection names what else concerns this connection alone.
    String connection = "";
    for (String value : headers.getOrDefault("connection", List.of())) {
      connection += "," + Ascii.lowerCase(value);
    }
    List<Map.Entry<String, String>> passed = new ArrayList<>();
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      String name = header.getKey();
      if (isKept(name) || names(connection, name)) {
        continue;
      }
      for (String value : header.getValue()) {
        if (isSendable(name, value)) {
          passed.add(Map.entry(name, value));
        }
      }
    }
    passed.add(Map.entry("accept-encoding", "identity"));
    return passed;
  }

  /**
   * The headers of an answer that may reach a browser as the relay's.
   *
   * @param more the names of those that the plugin's settings add
   */
  static List<Map.Entry<String, String>> passedBack(
      Map<String, List<String>> headers, List<String> more) {
    List<Map.Entry<String, String>> passed = new ArrayList<>();
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      String name = header.getKey();
      boolean isLimit = name.contains("ratelimit") || name.contains("rate-limit");
      if (name.equals("link")) {
        // Pages of results are often one header each.
        for (String value : header.getValue()) {
          passed.add(Map.entry(name, value));
        }
      } else if (BACK.contains(name) || isLimit || more.contains(name)) {
        passed.add(Map.entry(name, header.getValue().get(0)));
      }
    }
    return passed;
  }

  private static boolean isKept(String name) {
    for (String beginning : KEPT_BEGINNINGS) {
      if (name.startsWith(beginning)) {
        return true;
      }
    }
    return KEPT.contains(name);
  }

  private static boolean names(String connection, String name) {
    int from = 0;
    while (from < connection.length()) {
      int comma = connection.indexOf(',', from);
      int to = comma < 0 ? connection.length() : comma;
      if (connection.substring(from, to).trim().equals(name)) {
        return true;
      }
      from = to + 1;
    }
    return false;
  }

  /** Whether it is a header (RFC 9110 section 5): the server that read it may be more lenient. */
  private static boolean isSendable(String name, String value) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Ascii.isLetterOrDigit(c) && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' && c != '\t' || c >= 0x7f) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
