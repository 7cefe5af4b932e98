package io.github.latchkey.relay.wire;

/** Writes one flat JSON object (RFC 8259), in ASCII. */
public final class JsonWriter {
  private final StringBuilder text = new StringBuilder("{");

  /** Adds a string and gives this writer. */
  public JsonWriter member(String name, String value) {
    return raw(name, quote(value));
  }

  /** Adds a whole number and gives this writer. */
  public JsonWriter member(String name, int value) {
    return raw(name, Integer.toString(value));
  }

  /** Adds a value that is JSON already and gives this writer. */
  JsonWriter raw(String name, String json) {
    text.append(text.length() == 1 ? "" : ",").append(quote(name)).append(':').append(json);
    return this;
  }

  /** Ends the object and gives its text. */
  public String end() {
    return text.append('}').toString();
  }

  private static String quote(String value) {
    int plain = 0;
    while (plain < value.length() && isPlain(value.charAt(plain))) {
      plain++;
    }
    if (plain == value.length()) {
      return '"' + value + '"'; // most of what we write
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (isPlain(c)) {
        quoted.append(c);
      } else {
        quoted.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          quoted.append("0123456789abcdef".charAt(c >> shift & 0xf));
        }
      }
    }
    return quoted.append('"').toString();
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
  }
}
