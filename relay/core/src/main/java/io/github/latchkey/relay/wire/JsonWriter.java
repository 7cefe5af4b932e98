package io.github.latchkey.relay.wire;

/** Writes one flat JSON object (RFC 8259), in ASCII. */
public final class JsonWriter {
  /** Long enough for most of what we write. */
  private static final int CHARACTERS = 768;

  private final StringBuilder text = new StringBuilder(CHARACTERS).append('{');

  /** Adds a string and gives this writer. */
  public JsonWriter member(String name, String value) {
    name(name);
    quote(value);
    return this;
  }

  /** Adds a whole number and gives this writer. */
  public JsonWriter member(String name, int value) {
    return raw(name, Integer.toString(value));
  }

  /** Adds a value that is JSON already and gives this writer. */
  JsonWriter raw(String name, String json) {
    name(name);
    text.append(json);
    return this;
  }

  /** Ends the object and gives its text. */
  public String end() {
    return text.append('}').toString();
  }

  private void name(String name) {
    if (text.length() > 1) {
      text.append(',');
    }
    quote(name);
    text.append(':');
  }

  private void quote(String value) {
    text.append('"');
    int plain = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isPlain(c)) {
        text.append(value.substring(plain, i));
        plain = i + 1;
        escape(c);
      }
    }
    text.append(value.substring(plain)).append('"');
  }

  private void escape(char c) {
    if (c == '"' || c == '\\') {
      text.append('\\').append(c);
      return;
    }
    text.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      text.append("0123456789abcdef".charAt(c >> shift & 0xf));
    }
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
  }
}
