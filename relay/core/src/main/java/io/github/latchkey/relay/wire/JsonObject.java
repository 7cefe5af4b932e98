package io.github.latchkey.relay.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON object (RFC 8259) as it was read: each member's value is kept as it was written, so that
 * numbers lose no digit and unknown members pass unchanged.
 */
public final class JsonObject {
  private final Map<String, String> rawByName;

  JsonObject(Map<String, String> rawByName) {
    this.rawByName = rawByName;
  }

  /**
   * Reads an object.
   *
   * @param bytes UTF-8; the caller has limited their number
   * @throws WireException where it is not one object, is nested deeper than {@value
   *     JsonReader#DEPTH_MAX}, or names a member twice
   */
  public static JsonObject parse(byte[] bytes) throws WireException {
    return new JsonReader(Utf8.decode(bytes)).document();
  }

  /** The values of an {@code error} that mean that there is none. */
  private static final List<String> NOTHING = List.of("null", "false", "\"\"", "0", "{}", "[]");

  /** Whether the member is there and says something: not null, false, 0, or empty. */
  public boolean says(String name) {
    String raw = rawByName.get(name);
    return raw != null && !NOTHING.contains(raw);
  }

  /** The member's value where it is a string, otherwise null. */
  public String string(String name) {
    String raw = rawByName.get(name);
    return raw == null || raw.charAt(0) != '"' ? null : JsonReader.unquote(raw);
  }

  /** Whether the member is {@code true}. */
  public boolean isTrue(String name) {
    return "true".equals(rawByName.get(name));
  }

  /** The strings of the member where it is an array, otherwise null; what is none is left out. */
  public List<String> strings(String name) {
    String raw = rawByName.get(name);
    return raw == null || raw.charAt(0) != '[' ? null : JsonReader.strings(raw);
  }

  /** Whether a member's value is this string, which needs no escape in JSON. */
  public boolean hasValue(String plain) {
    return rawByName.containsValue('"' + plain + '"');
  }

  /** The member's value where it is an object that {@link #parse} takes, otherwise null. */
  public JsonObject object(String name) {
    String raw = rawByName.get(name);
    if (raw == null || raw.charAt(0) != '{') {
      return null;
    }
    try {
      return new JsonReader(raw).document();
    } catch (WireException e) {
      return null;
    }
  }

  /** This object, in which each of these members is as in the other one, or missing as there. */
  public JsonObject withMembersOf(JsonObject other, List<String> names) {
    Map<String, String> merged = new LinkedHashMap<>(rawByName);
    for (String name : names) {
      merged.remove(name);
      if (other.rawByName.containsKey(name)) {
        merged.put(name, other.rawByName.get(name));
      }
    }
    return new JsonObject(merged);
  }

  /** Its text. */
  public String text() {
    return withLess("", 0);
  }

  /**
   * Its text with a number of seconds made smaller, never below zero. A number that is written as a
   * string stays one; anything but a whole number stays as it is.
   *
   * @param name the member
   * @param seconds how much smaller
   */
  public String withLess(String name, long seconds) {
    JsonWriter json = new JsonWriter();
    for (Map.Entry<String, String> member : rawByName.entrySet()) {
      String raw = member.getValue();
      json.raw(member.getKey(), member.getKey().equals(name) ? less(raw, seconds) : raw);
    }
    return json.end();
  }

  private static String less(String raw, long seconds) {
    boolean isQuoted = raw.charAt(0) == '"';
    String digits = isQuoted ? raw.substring(1, raw.length() - 1) : raw;
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return raw;
      }
      value = value * 10 + digit;
    }
    if (digits.isEmpty() || digits.length() > 15) {
      return raw;
    }
    String smaller = Long.toString(Math.max(0, value - seconds));
    return isQuoted ? '"' + smaller + '"' : smaller;
  }
}
