package io.github.latchkey.client.browser;

import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Says to which origin a browser would send a request for a text, worked out by hand after the URL
 * standard and by none of the platform's parsers, so that it errs differently from them.
 */
final class SecondUrlParser {
  private static final String FORBIDDEN = "\0\t\n\r #/:<>?@[\\]^|%\u007f";

  private SecondUrlParser() {}

  /**
   * @param text as a caller hands it over
   * @param base the page's origin: an http or https scheme, a host, perhaps a port
   * @return scheme, host and port where they are not the usual ones; null where the text is no URL,
   *     carries a user's name or password, or names no server
   */
  static String originOf(String text, String base) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) <= ' ') {
      from++;
    }
    while (to > from && text.charAt(to - 1) <= ' ') {
      to--;
    }
    String url = text.substring(from, to).replaceAll("[\t\n\r]", "");
    String baseScheme = base.substring(0, base.indexOf(':'));
    String scheme = baseScheme;
    String rest = url;
    int colon = url.indexOf(':');
    if (colon > 0 && url.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*")) {
      scheme = url.substring(0, colon).toLowerCase(Locale.ROOT);
      rest = url.substring(colon + 1);
      if (!scheme.equals("http") && !scheme.equals("https")) {
        return null;
      }
      if (scheme.equals(baseScheme) && slashes(rest) < 2) {
        return base; // "http:path" is relative to a page on http.
      }
    } else if (slashes(rest) < 2) {
      return base;
    }
    return server(scheme, rest.substring(slashes(rest)));
  }

  private static int slashes(String text) {
    int count = 0;
    while (count < text.length() && (text.charAt(count) == '/' || text.charAt(count) == '\\')) {
      count++;
    }
    return count;
  }

  private static String server(String scheme, String rest) {
    int end = 0;
    while (end < rest.length() && "/\\?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    String authority = rest.substring(0, end);
    int at = authority.lastIndexOf('@');
    if (at >= 0 && !authority.substring(0, at).matches(":?")) {
      return null; // fetch refuses credentials in a URL.
    }
    String server = authority.substring(at + 1);
    int portAt = server.lastIndexOf(':');
    if (portAt >= 0 && server.indexOf(']', portAt) >= 0) {
      portAt = -1;
    }
    String port = portAt < 0 ? "" : server.substring(portAt + 1);
    String host = host(portAt < 0 ? server : server.substring(0, portAt));
    if (host == null || !port.matches("[0-9]*") || port.length() > 9) {
      return null;
    }
    if (!port.isEmpty() && Integer.parseInt(port) > 65535) {
      return null;
    }
    boolean isUsual =
        port.isEmpty() || Integer.parseInt(port) == (scheme.equals("https") ? 443 : 80);
    return scheme + "://" + host + (isUsual ? "" : ":" + Integer.parseInt(port));
  }

  private static String host(String written) {
    if (written.startsWith("[")) {
      return written.toLowerCase(Locale.ROOT);
    }
    String decoded = percentDecoded(written);
    String ascii;
    try {
      ascii = IDN.toASCII(decoded, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return null;
    }
    for (int i = 0; i < ascii.length(); i++) {
      char c = ascii.charAt(i);
      if (c <= ' ' || c > '~' || FORBIDDEN.indexOf(c) >= 0) {
        return null;
      }
    }
    if (ascii.isEmpty()) {
      return null;
    }
    String[] labels = ascii.split("\\.");
    String last = labels.length == 0 ? "" : labels[labels.length - 1];
    return last.matches("[0-9]+|0x[0-9a-f]*") ? ipv4(labels) : ascii;
  }

  /** One to four numbers, decimal, octal or hexadecimal; the last fills what is left. */
  private static String ipv4(String[] numbers) {
    if (numbers.length > 4) {
      return null;
    }
    long address = 0;
    for (int i = 0; i < numbers.length; i++) {
      long number;
      try {
        number = number(numbers[i]);
      } catch (NumberFormatException e) {
        return null;
      }
      boolean isLast = i == numbers.length - 1;
      int octets = isLast ? 4 - i : 1;
      if (number >= 1L << 8 * octets) {
        return null;
      }
      address |= number << (isLast ? 0 : 8 * (3 - i));
    }
    return (address >> 24)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }

  private static long number(String text) {
    if (text.startsWith("0x")) {
      return text.length() == 2 ? 0 : Long.parseLong(text.substring(2), 16);
    }
    boolean isOctal = text.length() > 1 && text.startsWith("0");
    return Long.parseLong(text, isOctal ? 8 : 10);
  }

  private static String percentDecoded(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%'
          && i + 2 < bytes.length
          && Character.digit(bytes[i + 1], 16) >= 0
          && Character.digit(bytes[i + 2], 16) >= 0) {
        decoded.write(Character.digit(bytes[i + 1], 16) * 16 + Character.digit(bytes[i + 2], 16));
        i += 2;
      } else {
        decoded.write(bytes[i]);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }
}
