package io.github.latchkey.relay.wire;

import java.util.ArrayList;
import java.util.List;

/** {@code application/x-www-form-urlencoded} (RFC 6749 appendix B): a query, or a body. */
public final class Form {
  /** How many parameters a form may have: far more than any that we are sent. */
  public static final int PARAMETERS_MAX = 64;

  /** Long enough for most of what we send. */
  private static final int ENCODED_CHARACTERS = 384;

  private static final String HEX = "0123456789ABCDEF";

  /**
   * The unreserved characters (RFC 3986 section 2.3): in a table, since a processor guesses wrong
   * at every comparison with the random ones of a key.
   */
  private static final boolean[] PLAIN = new boolean[128];

  static {
    for (char c = 0; c < PLAIN.length; c++) {
      PLAIN[c] = Ascii.isLetterOrDigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
    }
  }

  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  /** An empty form. */
  public Form() {}

  /**
   * Decodes a form. Its octets must be printable ASCII, everything else percent-encoded UTF-8
   * without U+0000.
   *
   * @param text the form, empty where there are no parameters
   * @param plusIsBlank whether {@code +} stands for a blank, as forms have it, or for itself
   * @throws WireException where it is malformed, or has more than {@value #PARAMETERS_MAX}
   *     parameters
   */
  public static Form parse(String text, boolean plusIsBlank) throws WireException {
    Form form = new Form();
    int from = 0;
    while (from < text.length()) {
      int to = text.indexOf('&', from);
      if (to < 0) {
        to = text.length();
      }
      if (to > from) {
        if (form.names.size() == PARAMETERS_MAX) {
          throw new WireException("has too many parameters");
        }
        int equals = text.indexOf('=', from);
        boolean hasValue = equals >= 0 && equals < to;
        form.names.add(decode(text.substring(from, hasValue ? equals : to), plusIsBlank));
        form.values.add(hasValue ? decode(text.substring(equals + 1, to), plusIsBlank) : "");
      }
      from = to + 1;
    }
    return form;
  }

  /**
   * Decodes only the parameters of some names, strictly as {@link #parse} does. All others are
   * ignored, however they are encoded and however many there are: providers, browsers and trackers
   * add what they like to a callback.
   *
   * @param names the parameters that are read; {@code error_description} is ignored if it is
   *     malformed, because it is text for a developer
   * @throws WireException if the value of another one is malformed
   */
  public static Form parseOnly(String text, boolean plusIsBlank, List<String> names)
      throws WireException {
    Form form = new Form();
    int from = 0;
    while (from < text.length()) {
      int ampersand = text.indexOf('&', from);
      int to = ampersand < 0 ? text.length() : ampersand;
      int equals = text.indexOf('=', from);
      boolean hasValue = equals >= 0 && equals < to;
      String name = text.substring(from, hasValue ? equals : to);
      if (names.contains(name)) {
        String value = hasValue ? text.substring(equals + 1, to) : "";
        try {
          form.values.add(decode(value, plusIsBlank));
          form.names.add(name);
        } catch (WireException e) {
          if (!name.equals("error_description")) {
            throw e;
          }
        }
      }
      from = to + 1;
    }
    return form;
  }

  /** How often a parameter of this name comes. */
  public int count(String name) {
    int count = 0;
    for (String each : names) {
      count += each.equals(name) ? 1 : 0;
    }
    return count;
  }

  /** Adds a parameter and gives this form. */
  public Form add(String name, String value) {
    names.add(name);
    values.add(value);
    return this;
  }

  /** The value of the first parameter of this name, or null where there is none. */
  public String get(String name) {
    int at = names.indexOf(name);
    return at < 0 ? null : values.get(at);
  }

  /** The names in order, a repeated one repeatedly. */
  public List<String> names() {
    return names;
  }

  /** Whether a name comes more than once in this form, or once in each of the two. */
  public boolean repeats(Form other) {
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) != i || other.names.contains(names.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Encodes this form: the names and values in order. */
  public String encode() {
    StringBuilder text = new StringBuilder(ENCODED_CHARACTERS);
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : "&").append(percentEncode(names.get(i)));
      text.append('=').append(percentEncode(values.get(i)));
    }
    return text.toString();
  }

  /** Writes this form as a JSON object of strings. */
  public String encodeJson() {
    JsonWriter json = new JsonWriter();
    for (int i = 0; i < names.size(); i++) {
      json.member(names.get(i), values.get(i));
    }
    return json.end();
  }

  /**
   * Encodes one name or value. A blank becomes {@code %20}, which means the same to those who know
   * forms and to those who know URLs only.
   */
  public static String percentEncode(String text) {
    int plain = 0;
    while (plain < text.length() && isPlain(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      return text; // most of what we send: names, keys, hashes
    }
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : Utf8.encode(text)) {
      char c = (char) (b & 0xff);
      if (isPlain(c)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
      }
    }
    return encoded.toString();
  }

  private static boolean isPlain(char c) {
    return c < PLAIN.length && PLAIN[c];
  }

  private static String decode(String text, boolean plusIsBlank) throws WireException {
    byte[] bytes = new byte[text.length()];
    int size = 0;
    for (int i = 0; i < text.length(); i++) {
      int c = text.charAt(i);
      if (c == '%') {
        int high = i + 2 < text.length() ? Ascii.hexDigit(text.charAt(i + 1)) : -1;
        int low = high < 0 ? -1 : Ascii.hexDigit(text.charAt(i + 2));
        if (low < 0) {
          throw new WireException("has a bad percent escape");
        }
        c = high << 4 | low;
        i += 2;
      } else if (c <= ' ' || c > '~') {
        throw new WireException("holds a character that must be percent-encoded");
      } else if (c == '+' && plusIsBlank) {
        c = ' ';
      }
      if (c == 0) {
        throw new WireException("holds a null character");
      }
      bytes[size++] = (byte) c;
    }
    byte[] exact = new byte[size];
    System.arraycopy(bytes, 0, exact, 0, size);
    return Utf8.decode(exact);
  }
}
