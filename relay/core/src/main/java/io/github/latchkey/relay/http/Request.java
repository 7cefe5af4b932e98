package io.github.latchkey.relay.http;

import java.util.List;
import java.util.Map;

/**
 * A request as it came over the wire, nothing decoded and nothing trusted.
 *
 * @param method as sent, such as {@code POST}
 * @param target the raw request target of the request line: path and query, nothing decoded
 * @param headers every header by lower-case name, with each of its values in order
 * @param body the body, empty where there is none, null where it is longer than {@value
 *     #BODY_MAX_BYTES} bytes
 */
public record Request(
    String method, String target, Map<String, List<String>> headers, byte[] body) {
  /** The longest body that the relay reads; a host stops reading there. */
  public static final int BODY_MAX_BYTES = 16 * 1024;

  private static final byte[] NO_BYTES = new byte[0];

  /**
   * The value of a header.
   *
   * @param name in lower case
   * @return null unless the header was sent, and once only
   */
  public String header(String name) {
    List<String> values = headers(name);
    return values.size() == 1 ? values.get(0) : null;
  }

  /**
   * Every value of a header, in order.
   *
   * @param name in lower case
   * @return empty if the header was not sent
   */
  public List<String> headers(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** What the headers of a reply depend on: all that is kept of a request that waits. */
  public Request held() {
    List<String> origin = headers.get("origin");
    return new Request(method, "", origin == null ? Map.of() : Map.of("origin", origin), NO_BYTES);
  }

  /** The method alone: target, headers and body may hold secrets. */
  @Override
  public String toString() {
    return "Request[method=" + method + "]";
  }
}
