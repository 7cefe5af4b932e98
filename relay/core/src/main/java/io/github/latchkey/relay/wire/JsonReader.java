package io.github.latchkey.relay.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON (RFC 8259) to the letter. */
final class JsonReader {
  /** How deep arrays and objects may be nested. */
  static final int DEPTH_MAX = 32;

  private final String text;
  private int at;

  JsonReader(String text) {
    this.text = text;
  }

  JsonObject document() throws WireException {
    Map<String, String> rawByName = new LinkedHashMap<>();
    skipBlanks();
    object(1, rawByName);
    skipBlanks();
    if (at != text.length()) {
      throw wrong();
    }
    return new JsonObject(rawByName);
  }

  /** What a string that was read stands for; its escapes are known to be good. */
  static String unquote(String raw) {
    StringBuilder value = new StringBuilder(raw.length());
    for (int i = 1; i < raw.length() - 1; i++) {
      char c = raw.charAt(i);
      if (c == '\\') {
        c = raw.charAt(++i);
        switch (c) {
          case 'b' -> c = '\b';
          case 'f' -> c = '\f';
          case 'n' -> c = '\n';
          case 'r' -> c = '\r';
          case 't' -> c = '\t';
          case 'u' -> {
            int unit = 0;
            for (int end = i + 4; i < end; i++) {
              unit = unit << 4 | Ascii.hexDigit(raw.charAt(i + 1));
            }
            c = (char) unit;
          }
          default -> {} // a quote, a backslash or a slash stands for itself
        }
      }
      value.append(c);
    }
    return value.toString();
  }

  /** The strings of an array that was read before, and is known to be good. */
  static List<String> strings(String raw) {
    List<String> strings = new ArrayList<>();
    JsonReader reader = new JsonReader(raw);
    try {
      reader.open('[', 1);
      while (!reader.take(']')) {
        int from = reader.at;
        reader.value(1);
        if (raw.charAt(from) == '"') {
          strings.add(unquote(raw.substring(from, reader.at)));
        }
        reader.skipBlanks();
        reader.take(',');
        reader.skipBlanks();
      }
    } catch (WireException e) {
      throw new IllegalStateException(e);
    }
    return strings;
  }

  private void value(int depth) throws WireException {
    char c = peek();
    if (c == '{') {
      object(depth + 1, null);
    } else if (c == '[') {
      array(depth + 1);
    } else if (c == '"') {
      string();
    } else if (c == '-' || isDigit(c)) {
      number();
    } else if (!literal("true") && !literal("false") && !literal("null")) {
      throw wrong();
    }
  }

  private void object(int depth, Map<String, String> rawByName) throws WireException {
    open('{', depth);
    if (take('}')) {
      return;
    }
    do {
      skipBlanks();
      String name = unquote(string());
      skipBlanks();
      expect(':');
      skipBlanks();
      int from = at;
      value(depth);
      if (rawByName != null && rawByName.put(name, text.substring(from, at)) != null) {
        // Two readers could each believe another one of the two.
        throw new WireException("names a member twice");
      }
      skipBlanks();
    } while (take(','));
    expect('}');
  }

  private void array(int depth) throws WireException {
    open('[', depth);
    if (take(']')) {
      return;
    }
    do {
      skipBlanks();
      value(depth);
      skipBlanks();
    } while (take(','));
    expect(']');
  }

  private void open(char bracket, int depth) throws WireException {
    if (depth > DEPTH_MAX) {
      throw new WireException("is nested too deeply");
    }
    expect(bracket);
    skipBlanks();
  }

  private String string() throws WireException {
    int from = at;
    expect('"');
    while (!take('"')) {
      char c = peek();
      at++;
      if (c < ' ') {
        throw wrong();
      }
      if (c == '\\') {
        char escape = peek();
        at++;
        if (escape == 'u') {
          for (int i = 0; i < 4; i++) {
            if (Ascii.hexDigit(peek()) < 0) {
              throw wrong();
            }
            at++;
          }
        } else if ("\"\\/bfnrt".indexOf(escape) < 0) {
          throw wrong();
        }
      }
    }
    return text.substring(from, at);
  }

  private void number() throws WireException {
    take('-');
    if (!take('0')) {
      digits();
    }
    if (take('.')) {
      digits();
    }
    if (take('e') || take('E')) {
      if (!take('+')) {
        take('-');
      }
      digits();
    }
  }

  private void digits() throws WireException {
    if (!isDigit(peek())) {
      throw wrong();
    }
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private boolean literal(String word) {
    if (!text.startsWith(word, at)) {
      return false;
    }
    at += word.length();
    return true;
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws WireException {
    if (at >= text.length()) {
      throw wrong();
    }
    return text.charAt(at);
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) throws WireException {
    if (!take(c)) {
      throw wrong();
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static WireException wrong() {
    return new WireException("is not a JSON object");
  }
}
