package io.github.latchkey.client.browser;

import java.util.List;
import java.util.Random;

/**
 * Texts that look like URLs of {@code api.example.com} and its like, written so that parsers that
 * are not careful disagree about where they lead.
 */
final class HostileUrls {
  private static final List<String> SCHEMES =
      List.of(
          "https:",
          "https:",
          "https:",
          "https:",
          "http:",
          "HTTPS:",
          "hTTp:",
          "ht\ttps:",
          " https:",
          "\u0000https:",
          "",
          "",
          "data:",
          "blob:",
          "blob:https:",
          "javascript:",
          "file:",
          "ftp:",
          "ws:",
          "wss:",
          "https",
          "view-source:https:",
          "https::",
          "about:");

  private static final List<String> SLASHES =
      List.of(
          "//", "//", "//", "//", "//", "/", "", "\\\\", "/\\", "\\/", "///", "/\t/", "\\", ".//");

  private static final List<String> USERS =
      List.of(
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "@",
          ":@",
          "user@",
          "user:secret@",
          "api.example.com@",
          "api.example.com:443@",
          "%40",
          "a%40b@",
          "api.example.com\\@",
          "@@",
          "u@api.example.com#@");

  private static final List<String> HOSTS =
      List.of(
          "api.example.com",
          "api.example.com",
          "api.example.com",
          "API.Example.COM",
          "api.example.com.",
          "api.example.com..",
          ".api.example.com",
          "api..example.com",
          "api.example.com.evil.test",
          "evil.test",
          "evil.test.",
          "api-example.com",
          "apixexample.com",
          "xapi.example.com",
          "example.com",
          "api.example.co",
          "api.example.comm",
          "api%2eexample.com",
          "api%2Eexample%2ecom",
          "api\u3002example.com",
          "api\uff0eexample\uff61com",
          "\uff41pi.example.com",
          "ap\u0456.example.com",
          "api.ex\u00adample.com",
          "api.example.com%00",
          "api.example.com%00.evil.test",
          "api.example.com\\.evil.test",
          "api.example.com%5c.evil.test",
          "api.example.com\t",
          "api.ex\nample.com",
          "api.example.com%2f.evil.test",
          "api.example.com ",
          "%61pi.example.com",
          "b\u00fccher.example",
          "B\u00dcCHER.example",
          "xn--bcher-kva.example",
          "XN--BCHER-KVA.example",
          "bu\u0308cher.example",
          "b%C3%BCcher.example",
          "bucher.example",
          "xn--bcher-kvb.example",
          "127.0.0.1",
          "127.0.0.1",
          "127.1",
          "127.0.1",
          "2130706433",
          "0x7f000001",
          "0177.0.0.1",
          "0x7f.1",
          "127.0.0.1.",
          "127.0.0.2",
          "127.0.0.01",
          "0127.0.0.1",
          "127.0.0.256",
          "127.0.0.1.evil.test",
          "[::1]",
          "[::ffff:127.0.0.1]",
          "[::ffff:7f00:1]",
          "localhost",
          "",
          "%",
          "*",
          "*.example.com",
          "api.example.com,evil.test");

  private static final List<String> PORTS =
      List.of(
          "",
          "",
          "",
          "",
          "",
          ":",
          ":443",
          ":80",
          ":8443",
          ":8443",
          ":08443",
          ":8080",
          ":8080",
          ":8444",
          ":0",
          ":65535",
          ":65536",
          ":73979",
          ":-1",
          ":8443a",
          ":443:8443",
          ":%38443",
          ": 8443",
          ":4\t43",
          ":9999999999");

  private static final List<String> RESTS =
      List.of(
          "",
          "/",
          "/v1/files",
          "/v1/../..//x",
          "?a=b",
          "#f",
          "\\x",
          "/@evil.test/",
          "?@evil.test",
          "#@evil.test",
          "\\@evil.test",
          "/%2e%2e/",
          "/..;/",
          "//evil.test/",
          "/https://evil.test/",
          "?https://api.example.com/",
          ";/",
          ",");

  private HostileUrls() {}

  /** Draws one: mostly a URL in an odd spelling, sometimes a relative one. */
  static String draw(Random random) {
    if (random.nextInt(20) == 0) {
      return List.of("v1/files", "/v1", "?q", "#f", "..", "", " ", "\\v1", "./:80", "a:b")
          .get(random.nextInt(10));
    }
    StringBuilder url = new StringBuilder();
    for (List<String> part : List.of(SCHEMES, SLASHES, USERS, HOSTS, PORTS, RESTS)) {
      url.append(part.get(random.nextInt(part.size())));
    }
    if (random.nextInt(10) == 0) {
      url.insert(
          random.nextInt(url.length() + 1), "\t\n\\/@:#?%.\u0000 ".charAt(random.nextInt(12)));
    }
    return url.toString();
  }
}
