package io.github.latchkey.relay.http;

import io.github.latchkey.relay.settings.AllowedOrigins;
import io.github.latchkey.relay.wire.Ascii;
import java.util.List;

/** CORS: which origins may call, and what a browser may read (Fetch standard, section 3.2). */
public final class Origin {
  private static final int LOGGED_CHARACTERS_MAX = 120;

  private Origin() {}

  /** Whether the request has no {@code Origin}, or one that is allowed. */
  public static boolean isAllowed(Request request, AllowedOrigins allowed) {
    List<String> values = request.headers("origin");
    return values.isEmpty() || values.size() == 1 && allowed.allows(values.get(0));
  }

  /** Whether a browser says that a page of this very origin sent the request. */
  public static boolean isExactly(Request request, String origin) {
    return request.headers("origin").equals(List.of(origin));
  }

  /** The refusal, which names the origin in the log: the usual mistake is a wrong setting. */
  public static Reply refuse(Request request) {
    Reply reply = Reply.text(403, "This origin may not use this relay.");
    return noted(reply, request);
  }

  /** The reply with a note of the origin that was refused. */
  public static Reply noted(Reply reply, Request request) {
    List<String> values = request.headers("origin");
    return reply.noted("refused origin " + loggable(values));
  }

  /**
   * The reply with the headers that let an allowed origin read it.
   *
   * @param exposed the headers that its script may see besides the usual ones
   */
  public static Reply readable(Reply reply, Request request, String exposed) {
    reply = reply.with("Vary", "Origin");
    List<String> values = request.headers("origin");
    if (values.isEmpty()) {
      return reply;
    }
    reply = reply.with("Access-Control-Allow-Origin", values.get(0));
    return reply.with("Access-Control-Expose-Headers", exposed);
  }

  /** The answer to a preflight. */
  public static Reply preflight(String methods, String headers) {
    Reply reply = Reply.empty(204).with("Access-Control-Allow-Methods", methods);
    reply = reply.with("Access-Control-Allow-Headers", headers);
    return reply.with("Access-Control-Max-Age", "7200");
  }

  /** An origin as it may be logged: a log line is no place for what anybody likes to send. */
  private static String loggable(List<String> values) {
    String value = values.size() == 1 ? values.get(0) : "";
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!Ascii.isLetterOrDigit(c) && ":/.-_[]".indexOf(c) < 0) {
        return "(malformed)";
      }
    }
    return value.isEmpty() || value.length() > LOGGED_CHARACTERS_MAX ? "(malformed)" : value;
  }
}
