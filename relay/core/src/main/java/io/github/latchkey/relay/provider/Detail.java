package io.github.latchkey.relay.provider;

import io.github.latchkey.relay.wire.Form;
import io.github.latchkey.relay.wire.JsonObject;
import io.github.latchkey.relay.wire.WireException;

/**
 * What a provider says about an error in its own words, for the log alone: plugins and users never
 * see it.
 */
public final class Detail {
  /** The words of one message that are logged. */
  public static final int CHARACTERS_MAX = 200;

  /** Shorter values of a request, such as a grant type, are no secrets. */
  private static final int SECRET_CHARACTERS_MIN = 8;

  private Detail() {}

  /**
   * Returns the error and the description of a response (RFC 6749 section 5.2), or an empty text if
   * it has none or repeats what was sent.
   *
   * @param body the response
   * @param sent the request
   * @param clientSecret which may be in a header, or null
   */
  static String of(byte[] body, Form sent, String clientSecret) {
    JsonObject response;
    try {
      response = JsonObject.parse(body);
    } catch (WireException e) {
      return "";
    }
    String description = response.string("error_description");
    String text =
        of(
            response.string("error"),
            description == null ? response.string("message") : description);
    for (String name : sent.names()) {
      if (repeats(text, sent.get(name))) {
        return "";
      }
    }
    return clientSecret != null && repeats(text, clientSecret) ? "" : text;
  }

  private static boolean repeats(String text, String secret) {
    return secret.length() >= SECRET_CHARACTERS_MIN && text.contains(secret);
  }

  /**
   * Returns an error and its description as they may be logged: an error that the RFCs know is
   * omitted, and characters that are not printable ASCII are replaced.
   *
   * @param error what the provider sent, or null
   * @param description what the provider sent, or null
   */
  public static String of(String error, String description) {
    StringBuilder text = new StringBuilder();
    if (error != null && ErrorCode.of(error).equals("other")) {
      append(text, error);
    }
    if (description != null && !description.isEmpty()) {
      text.append(text.length() == 0 ? "\"" : " \"");
      append(text, description);
      text.append('"');
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String value) {
    for (int i = 0; i < value.length() && i < CHARACTERS_MAX; i++) {
      char c = value.charAt(i);
      text.append(c < ' ' || c > '~' || c == '"' ? '?' : c);
    }
  }
}
