package io.github.latchkey.relay.wire;

/** Base64 (RFC 4648): section 5 without padding, strictly, and section 4 for the Basic scheme. */
public final class Base64Url {
  private static final String SHARED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final char[] URL_SAFE = (SHARED + "-_").toCharArray();
  private static final char[] STANDARD = (SHARED + "+/").toCharArray();

  private Base64Url() {}

  /** Encodes for URLs: section 5, no padding. */
  public static String encode(byte[] bytes) {
    return new String(encode(bytes, URL_SAFE, (bytes.length * 4 + 2) / 3));
  }

  /** Encodes as section 4 has it, with padding. */
  public static String encodeStandard(byte[] bytes) {
    char[] text = encode(bytes, STANDARD, (bytes.length + 2) / 3 * 4);
    for (int i = (bytes.length * 4 + 2) / 3; i < text.length; i++) {
      text[i] = '=';
    }
    return new String(text);
  }

  private static char[] encode(byte[] bytes, char[] alphabet, int characters) {
    char[] text = new char[characters];
    int size = 0;
    int whole = bytes.length - bytes.length % 3;
    for (int i = 0; i < whole; i += 3) {
      int bits = (bytes[i] & 0xff) << 16 | (bytes[i + 1] & 0xff) << 8 | bytes[i + 2] & 0xff;
      text[size] = alphabet[bits >> 18];
      text[size + 1] = alphabet[bits >> 12 & 0x3f];
      text[size + 2] = alphabet[bits >> 6 & 0x3f];
      text[size + 3] = alphabet[bits & 0x3f];
      size += 4;
    }
    if (whole < bytes.length) {
      boolean isOne = whole + 1 == bytes.length;
      int bits = (bytes[whole] & 0xff) << 8 | (isOne ? 0 : bytes[whole + 1] & 0xff);
      text[size] = alphabet[bits >> 10];
      text[size + 1] = alphabet[bits >> 4 & 0x3f];
      if (!isOne) {
        text[size + 2] = alphabet[bits << 2 & 0x3f];
      }
    }
    return text;
  }

  /**
   * Decodes what {@link #encode(byte[])} wrote, and nothing else: no padding, no blank, and no
   * second spelling of the same bytes.
   *
   * @throws WireException where the text is anything else
   */
  public static byte[] decode(String text) throws WireException {
    byte[] bytes = new byte[text.length() * 6 / 8];
    int bits = 0;
    int held = 0;
    int size = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = value(text.charAt(i));
      if (value < 0) {
        throw new WireException("is not base64url");
      }
      bits = (bits << 6 | value) & 0xffff;
      held += 6;
      if (held >= 8) {
        held -= 8;
        bytes[size++] = (byte) (bits >> held);
      }
    }
    if (held == 6 || (bits & (1 << held) - 1) != 0) {
      throw new WireException("is not base64url");
    }
    return bytes;
  }

  private static int value(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '-' ? 62 : c == '_' ? 63 : -1;
  }
}
