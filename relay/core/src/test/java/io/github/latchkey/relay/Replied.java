package io.github.latchkey.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.latchkey.relay.http.Reply;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is in a reply. */
public final class Replied {
  private Replied() {}

  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  public static String text(Reply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  /** A header's value, or null; more than one of a name is a fault. */
  public static String header(Reply reply, String name) {
    List<String> values =
        reply.headers().stream()
            .filter(header -> header.getKey().equalsIgnoreCase(name))
            .map(Map.Entry::getValue)
            .toList();
    assertEquals(true, values.size() < 2, () -> name + " is there " + values.size() + " times");
    return values.isEmpty() ? null : values.get(0);
  }

  /** A member of a flat JSON object whose strings hold no escape. */
  public static String member(Reply reply, String name) {
    String json = text(reply);
    int at = json.indexOf("\"" + name + "\":");
    if (at < 0) {
      return null;
    }
    String rest = json.substring(at + name.length() + 3).trim();
    return rest.startsWith("\"")
        ? rest.substring(1, rest.indexOf('"', 1))
        : rest.substring(0, Math.max(rest.indexOf(','), rest.indexOf('}'))).split("[,}]")[0];
  }

  /** The parameters of a URL's query. */
  public static Map<String, String> query(String url) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : url.substring(url.indexOf('?') + 1).split("&")) {
      int equals = pair.indexOf('=');
      String previous =
          parameters.put(
              URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      assertEquals(null, previous, pair);
    }
    return parameters;
  }

  /** An error of the native dialect. */
  public static void assertNative(int status, String error, Reply reply) {
    assertEquals(status, reply.status(), text(reply));
    assertEquals("application/json", header(reply, "Content-Type"));
    assertEquals(error, member(reply, "error"));
    assertEquals("no-store", header(reply, "Cache-Control"));
  }

  /** One line that no published plugin can take for tokens. */
  public static void assertCompatible(int status, Reply reply) {
    assertEquals(status, reply.status(), text(reply));
    assertEquals("text/plain; charset=utf-8", header(reply, "Content-Type"));
    assertEquals(1, text(reply).lines().count());
    assertFalse(text(reply).startsWith("{") || text(reply).startsWith("\""));
    assertNull(header(reply, "Location"));
  }
}
