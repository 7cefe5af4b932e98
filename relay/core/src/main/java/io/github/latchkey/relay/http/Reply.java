package io.github.latchkey.relay.http;

import java.util.List;
import java.util.Map;

/**
 * A finished answer.
 *
 * @param status the HTTP status
 * @param headers to be sent, in this order, as they are; the host adds {@code Content-Length}
 * @param body the body, empty where there is none
 * @param route the route for the log, such as {@code /poll}: a constant of ours, never what the
 *     caller sent; {@code -} where no route matched
 * @param note one more word for the log, or null; holds nothing secret
 */
public record Reply(
    int status, List<Map.Entry<String, String>> headers, byte[] body, String route, String note)
    implements Answer {
  /** Status, route and note: headers and body may hold secrets. */
  @Override
  public String toString() {
    return "Reply[status=" + status + ", route=" + route + ", note=" + note + "]";
  }
}
