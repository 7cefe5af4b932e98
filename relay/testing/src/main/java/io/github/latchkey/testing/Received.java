package io.github.latchkey.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request as the provider received it.
 *
 * @param method as sent
 * @param path decoded
 * @param rawQuery as sent, or null where there was none
 * @param headers the first value of each, by lower-case name
 * @param body as text
 */
public record Received(
    String method, String path, String rawQuery, Map<String, String> headers, String body) {

  static Received read(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
      headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().get(0));
    }
    return new Received(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        exchange.getRequestURI().getRawQuery(),
        headers,
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  /** The query's fields, decoded; a repeated field is refused. */
  public Map<String, String> query() {
    return Form.parse(rawQuery == null ? "" : rawQuery);
  }

  /** The body's fields where it is a form, decoded; a repeated field is refused. */
  public Map<String, String> form() {
    return Form.parse(body);
  }
}
