package io.github.latchkey.relay.wire;

/** UTF-8 (RFC 3629), strictly: no overlong form, no surrogate, nothing above U+10FFFF. */
public final class Utf8 {
  private Utf8() {}

  /**
   * Decodes.
   *
   * @throws WireException where the bytes are not UTF-8
   */
  public static String decode(byte[] bytes) throws WireException {
    StringBuilder text = new StringBuilder(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      int first = bytes[at++] & 0xff;
      if (first < 0x80) {
        text.append((char) first);
        continue;
      }
      int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
      // 0x80 to 0xc1 begin nothing, or an overlong form; 0xf5 and above lie beyond U+10FFFF.
      if (first < 0xc2 || first > 0xf4 || at + more > bytes.length) {
        throw new WireException("is not UTF-8");
      }
      int point = first & (0x3f >> more);
      for (int i = 0; i < more; i++) {
        int next = bytes[at++] & 0xff;
        if ((next & 0xc0) != 0x80) {
          throw new WireException("is not UTF-8");
        }
        point = point << 6 | next & 0x3f;
      }
      boolean isOverlong = more == 2 && point < 0x800 || more == 3 && point < 0x10000;
      if (isOverlong || point > 0x10ffff || point >= 0xd800 && point <= 0xdfff) {
        throw new WireException("is not UTF-8");
      }
      if (point < 0x10000) {
        text.append((char) point);
      } else {
        text.append((char) (0xd7c0 + (point >> 10))).append((char) (0xdc00 | point & 0x3ff));
      }
    }
    return text.toString();
  }

  /** Encodes; a lone surrogate, which no text from the wire holds, becomes U+FFFD. */
  public static byte[] encode(String text) {
    byte[] ascii = new byte[text.length()];
    for (int i = 0; i < ascii.length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return encodeAny(text);
      }
      ascii[i] = (byte) c;
    }
    return ascii; // most of what we write
  }

  private static byte[] encodeAny(String text) {
    byte[] bytes = new byte[text.length() * 3];
    int size = 0;
    for (int i = 0; i < text.length(); i++) {
      int point = text.charAt(i);
      if (point >= 0xd800 && point <= 0xdfff) {
        int next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
        if (point <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) {
          point = 0x10000 + ((point & 0x3ff) << 10 | next & 0x3ff);
          i++;
        } else {
          point = 0xfffd;
        }
      }
      if (point < 0x80) {
        bytes[size++] = (byte) point;
        continue;
      }
      int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
      bytes[size++] = (byte) (0xff00 >> more + 1 | point >> 6 * more);
      for (int shift = 6 * (more - 1); shift >= 0; shift -= 6) {
        bytes[size++] = (byte) (0x80 | point >> shift & 0x3f);
      }
    }
    byte[] exact = new byte[size];
    System.arraycopy(bytes, 0, exact, 0, size);
    return exact;
  }
}
