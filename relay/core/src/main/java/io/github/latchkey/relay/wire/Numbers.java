package io.github.latchkey.relay.wire;

/** Whole numbers as people and programs write them: digits alone. */
public final class Numbers {
  private Numbers() {}

  /**
   * Parses.
   *
   * @return the number, or -1 where the text is none, or none from {@code min} to {@code max}
   */
  public static int parse(String text, int min, int max) {
    if (text.isEmpty() || text.length() > 9) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number < min || number > max ? -1 : number;
  }
}
