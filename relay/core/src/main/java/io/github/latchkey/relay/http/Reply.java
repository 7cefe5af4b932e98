package io.github.latchkey.relay.http;

import io.github.latchkey.relay.wire.JsonWriter;
import io.github.latchkey.relay.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A finished answer.
 *
 * @param status the HTTP status
 * @param headers to be sent, in this order, as they are; the host adds {@code Content-Length}
 * @param body the body, empty if there is none
 * @param route the route for the log, such as {@code /poll}: a constant, never what the caller
 *     sent; {@code -} if no route matched
 * @param note one more word for the log, or null; holds nothing secret
 */
public record Reply(
    int status, List<Map.Entry<String, String>> headers, byte[] body, String route, String note)
    implements Answer {
  private static final byte[] NOTHING = new byte[0];

  /** A reply without a body. */
  public static Reply empty(int status) {
    return new Reply(status, List.of(), NOTHING, "-", null);
  }

  /** One line of plain text. */
  public static Reply text(int status, String line) {
    return of(status, "text/plain; charset=utf-8", Utf8.encode(line + "\n"));
  }

  /** A JSON document. */
  public static Reply json(int status, byte[] json) {
    return of(status, "application/json", json);
  }

  /** An error in the form of RFC 6749 section 5.2. */
  public static Reply error(int status, String code, String description) {
    String json =
        new JsonWriter().member("error", code).member("error_description", description).end();
    return json(status, Utf8.encode(json));
  }

  /** A reply with a body of any type. */
  public static Reply of(int status, String contentType, byte[] body) {
    return new Reply(status, List.of(Map.entry("Content-Type", contentType)), body, "-", null);
  }

  /** This reply with one more header. */
  public Reply with(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new Reply(status, more, body, route, note);
  }

  /** This reply with more words for the log, after those that it has. */
  public Reply noted(String words) {
    return new Reply(status, headers, body, route, note == null ? words : note + ", " + words);
  }

  /** This reply as the answer of a route, for the log. */
  public Reply from(String route) {
    return new Reply(status, headers, body, route, note);
  }

  /** Status, route and note: headers and body may hold secrets. */
  @Override
  public String toString() {
    return "Reply[status=" + status + ", route=" + route + ", note=" + note + "]";
  }
}
