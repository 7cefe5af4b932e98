package io.github.latchkey.relay.seal;

/** Byte arrays put together and taken apart. */
final class Bytes {
  private Bytes() {}

  static byte[] concat(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] whole = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  static byte[] slice(byte[] bytes, int from, int to) {
    byte[] part = new byte[to - from];
    System.arraycopy(bytes, from, part, 0, part.length);
    return part;
  }

  /** An expiry as five bytes: good for some 34,000 years. */
  static byte[] fromSeconds(long seconds) {
    byte[] five = new byte[5];
    for (int i = 0; i < 5; i++) {
      five[i] = (byte) (seconds >> 8 * (4 - i));
    }
    return five;
  }

  static long toSeconds(byte[] bytes, int from) {
    long seconds = 0;
    for (int i = 0; i < 5; i++) {
      seconds = seconds << 8 | bytes[from + i] & 0xff;
    }
    return seconds;
  }

  /** Compares in a time that does not depend on where they differ. */
  static boolean equalInConstantTime(byte[] a, byte[] b) {
    if (a.length != b.length) {
      return false;
    }
    int difference = 0;
    for (int i = 0; i < a.length; i++) {
      difference |= a[i] ^ b[i];
    }
    return difference == 0;
  }
}
