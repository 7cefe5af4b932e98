package io.github.latchkey.relay.http;

import io.github.latchkey.relay.wire.Base64Url;
import io.github.latchkey.relay.wire.WireException;

/**
 * The one cookie (RFC 6265): a browser that confirms a login is known again when the provider sends
 * it back. It names nobody, and is read at {@code /start} and {@code /redirect} alone.
 */
public final class BrowserCookie {
  /** How many random bytes its value is. */
  public static final int BYTES = 32;

  private final String name;
  private final String attributes;

  /**
   * Makes the cookie.
   *
   * @param isSecure whether the relay is on https; on http localhost WebKit would drop {@code
   *     Secure}, and with it the prefix that keeps other hosts from setting it
   * @param basePath the plugin's: each has a cookie of its own, though the prefix wants them all to
   *     have the path {@code /}
   */
  public BrowserCookie(boolean isSecure, String basePath) {
    name = (isSecure ? "__Host-latchkey" : "latchkey") + basePath.replace('/', '-');
    // As long as a login may take at most, counted from the page on.
    attributes = "; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "");
  }

  /** The value that came with a request, or null where none did that we could have set. */
  public byte[] read(Request request) {
    for (String header : request.headers("cookie")) {
      int from = 0;
      while (from < header.length()) {
        int semicolon = header.indexOf(';', from);
        int to = semicolon < 0 ? header.length() : semicolon;
        byte[] value = value(header.substring(from, to).trim());
        if (value != null) {
          return value;
        }
        from = to + 1;
      }
    }
    return null;
  }

  private byte[] value(String pair) {
    if (!pair.startsWith(name + "=")) {
      return null;
    }
    try {
      byte[] value = Base64Url.decode(pair.substring(name.length() + 1));
      return value.length == BYTES ? value : null;
    } catch (WireException e) {
      return null; // forged
    }
  }

  /** The reply with the cookie. */
  public Reply give(Reply reply, byte[] value) {
    return reply.with("Set-Cookie", name + "=" + Base64Url.encode(value) + attributes);
  }
}
