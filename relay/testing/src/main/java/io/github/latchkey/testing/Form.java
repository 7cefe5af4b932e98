package io.github.latchkey.testing;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code application/x-www-form-urlencoded}. */
public final class Form {
  private Form() {}

  /**
   * Parses a form or a query.
   *
   * @throws IllegalArgumentException where a field is repeated, which RFC 6749 3.1 forbids
   */
  public static Map<String, String> parse(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : text.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      if (fields.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
        throw new IllegalArgumentException(name + " is repeated");
      }
    }
    return fields;
  }

  /** Percent-encodes one name or value. */
  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Percent-decodes one name or value. */
  public static String decode(String value) {
    return URLDecoder.decode(value, StandardCharsets.UTF_8);
  }
}
