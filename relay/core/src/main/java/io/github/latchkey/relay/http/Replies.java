package io.github.latchkey.relay.http;

import io.github.latchkey.relay.wire.JsonWriter;
import io.github.latchkey.relay.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Replies in the making. The door adds the route and the headers that every reply has. */
public final class Replies {
  private Replies() {}

  /** A reply without a body. */
  public static Reply empty(int status) {
    return new Reply(status, List.of(), new byte[0], "-", null);
  }

  /** One line of text. */
  public static Reply text(int status, String line) {
    return of(status, "text/plain; charset=utf-8", Utf8.encode(line + "\n"));
  }

  /** JSON that is there already. */
  public static Reply json(int status, byte[] json) {
    return of(status, "application/json", json);
  }

  /** An error of the native dialect. */
  public static Reply error(int status, String code, String description) {
    JsonWriter json = new JsonWriter();
    json.member("error", code).member("error_description", description);
    return json(status, Utf8.encode(json.end()));
  }

  /** A reply with a body of some type. */
  public static Reply of(int status, String contentType, byte[] body) {
    return new Reply(status, List.of(Map.entry("Content-Type", contentType)), body, "-", null);
  }

  /** The reply with one more header. */
  public static Reply with(Reply reply, String name, String value) {
    List<Map.Entry<String, String>> headers = new ArrayList<>(reply.headers());
    headers.add(Map.entry(name, value));
    return new Reply(reply.status(), headers, reply.body(), reply.route(), reply.note());
  }

  /** The reply with words for the log after those it has. */
  public static Reply noted(Reply reply, String note) {
    String all = reply.note() == null ? note : reply.note() + ", " + note;
    return new Reply(reply.status(), reply.headers(), reply.body(), reply.route(), all);
  }
}
