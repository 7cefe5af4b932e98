package io.github.latchkey.relay.settings;

import io.github.latchkey.relay.wire.Numbers;
import io.github.latchkey.relay.wire.WireException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings by name, and what can be said about any of them; notes what may be printed. */
final class Variables {
  private static final String PROVIDER = "PROVIDER";

  private final Map<String, String> variables;
  private final Map<String, String> printable = new LinkedHashMap<>();
  private Map<String, String> preset = Map.of();

  Variables(Map<String, String> variables) {
    this.variables = variables;
  }

  Map<String, String> printable() {
    return printable;
  }

  void print(String name, String value) {
    printable.put(name, value);
  }

  /** Takes back what was noted: the setting has no effect beside the others. */
  void hide(String name) {
    printable.remove(name);
  }

  /** From now on, what is missing is taken from what is known of the provider. */
  void fillFrom(Presets presets) throws SettingsException {
    String provider = get(PROVIDER);
    if (provider == null) {
      return;
    }
    Map<String, String> known;
    try {
      known = presets.find(provider);
    } catch (WireException e) {
      throw new SettingsException(PROVIDER, e.getMessage());
    }
    if (known == null) {
      StringBuilder names = new StringBuilder();
      for (String name : presets.names()) {
        names.append(name).append(", ");
      }
      throw new SettingsException(PROVIDER, "must be " + names + "or an issuer's https URL");
    }
    preset = known;
  }

  /** The setting without blanks around it, or null where it is missing or blank everywhere. */
  private String trimmed(String name) {
    String value = variables.get(name);
    if (value == null || value.trim().isEmpty()) {
      value = preset.get(name);
    }
    return value == null || value.trim().isEmpty() ? null : value.trim();
  }

  /** The setting without blanks around it, or null where it is missing or blank. */
  String get(String name) throws SettingsException {
    String value = trimmed(name);
    if (value == null) {
      return null;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        throw new SettingsException(name, "holds a character that is not printable ASCII");
      }
    }
    print(name, value);
    return value;
  }

  /** The same for words that people read, in any script: no control characters. */
  String words(String name) throws SettingsException {
    String value = trimmed(name);
    if (value == null) {
      return null;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean isHalf = c >= 0xd800 && c <= 0xdfff;
      boolean isPaired = c < 0xdc00 && i + 1 < value.length() && isLow(value.charAt(i + 1));
      if (c < ' ' || c >= 0x7f && c < 0xa0 || isHalf && !isPaired) {
        throw new SettingsException(name, "holds a control character");
      }
      i += isHalf ? 1 : 0;
    }
    print(name, value);
    return value;
  }

  private static boolean isLow(char c) {
    return c >= 0xdc00 && c <= 0xdfff;
  }

  String require(String name, String what) throws SettingsException {
    String value = get(name);
    if (value == null) {
      throw new SettingsException(name, "is missing: " + what);
    }
    return value;
  }

  Secret secret(String name) throws SettingsException {
    String value = get(name);
    if (value == null) {
      return null;
    }
    print(name, "***");
    return new Secret(value);
  }

  /** One of a few words; the first where the setting is missing. */
  String choice(String name, String... words) throws SettingsException {
    String value = get(name);
    if (value == null) {
      return words[0];
    }
    StringBuilder all = new StringBuilder();
    for (String word : words) {
      if (word.equals(value)) {
        return value;
      }
      all.append(all.length() == 0 ? "" : " or ").append(word);
    }
    throw new SettingsException(name, "must be " + all);
  }

  int number(String name, int preset, int min, int max) throws SettingsException {
    String value = get(name);
    int number = value == null ? preset : Numbers.parse(value, min, max);
    if (number < 0) {
      throw new SettingsException(name, "must be a whole number from " + min + " to " + max);
    }
    print(name, Integer.toString(number));
    return number;
  }

  /** An https URL, or http on this machine; null where the setting is missing. */
  WebUrl url(String name) throws SettingsException {
    String value = get(name);
    if (value == null) {
      return null;
    }
    return checked(name, WebUrl.parse(value));
  }

  /** The same, where the host may begin with {@code {subdomain}.}. */
  WebUrl endpoint(String name) throws SettingsException {
    String value = get(name);
    return value == null ? null : checked(name, WebUrl.parseEndpoint(value));
  }

  private WebUrl checked(String name, WebUrl url) throws SettingsException {
    if (url == null) {
      throw new SettingsException(name, "must be an absolute URL without user, blanks or #");
    }
    if (url.isInTheClear()) {
      throw new SettingsException(name, "must be https, except on localhost");
    }
    print(name, url.toString());
    return url;
  }

  /** The parts of a comma separated setting, without blanks around them. */
  List<String> list(String name) throws SettingsException {
    List<String> parts = new ArrayList<>();
    String value = get(name);
    int from = 0;
    while (value != null && from <= value.length()) {
      int comma = value.indexOf(',', from);
      int to = comma < 0 ? value.length() : comma;
      String part = value.substring(from, to).trim();
      if (part.isEmpty()) {
        throw new SettingsException(name, "has an empty part between its commas");
      }
      parts.add(part);
      from = to + 1;
    }
    return parts;
  }
}
