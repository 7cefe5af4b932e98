package io.github.latchkey.relay.wire;

/**
 * ASCII letters and digits. The platform's own methods know all of Unicode, which is large once
 * compiled for a Worker, and change with the machine's language.
 */
public final class Ascii {
  private Ascii() {}

  /** Whether it is a letter or a digit of ASCII. */
  public static boolean isLetterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  /** The text with its ASCII capitals made small. */
  public static String lowerCase(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      lower.append(c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c);
    }
    return lower.toString();
  }

  /** Whether the text has a hexadecimal digit there. */
  public static boolean isHexDigit(String text, int at) {
    return at < text.length() && hexDigit(text.charAt(at)) >= 0;
  }

  /** The value of a hexadecimal digit, or -1. */
  static int hexDigit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
