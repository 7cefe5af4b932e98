package io.github.latchkey.relay.settings;

import io.github.latchkey.relay.wire.Ascii;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The name of one of several plugins in {@code PLUGINS}: its base path, and what its settings begin
 * with.
 *
 * @param text letters, digits and hyphens, such as {@code airtable}
 */
public record PluginName(String text) {
  private static final String SETTING = "PLUGINS";

  /**
   * Reads {@code PLUGINS}.
   *
   * @param variables all settings by name
   * @return in their order; empty where the setting is missing or blank
   * @throws SettingsException where one is no name, or two would have the same settings
   */
  public static List<PluginName> parse(Map<String, String> variables) throws SettingsException {
    return parse(new Variables(variables));
  }

  static List<PluginName> parse(Variables variables) throws SettingsException {
    List<PluginName> names = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    for (String part : variables.list(SETTING)) {
      PluginName name = new PluginName(part);
      if (!name.isName()) {
        throw new SettingsException(SETTING, "must be names of letters, digits and hyphens");
      }
      if (prefixes.contains(name.prefix())) {
        throw new SettingsException(SETTING, "names a plugin twice");
      }
      prefixes.add(name.prefix());
      names.add(name);
    }
    return List.copyOf(names);
  }

  private boolean isName() {
    for (int i = 0; i < text.length(); i++) {
      if (!Ascii.isLetterOrDigit(text.charAt(i)) && text.charAt(i) != '-') {
        return false;
      }
    }
    return true;
  }

  /** What each of its settings begins with: {@code AIRTABLE_}. */
  public String prefix() {
    StringBuilder prefix = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      prefix.append(c == '-' ? '_' : c >= 'a' && c <= 'z' ? (char) (c & ~0x20) : c);
    }
    return prefix.append('_').toString();
  }

  /** Its own settings without what they begin with; no other setting stands in for one. */
  Map<String, String> own(Map<String, String> variables) {
    Map<String, String> own = new HashMap<>();
    String prefix = prefix();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      if (variable.getKey().startsWith(prefix)) {
        own.put(variable.getKey().substring(prefix.length()), variable.getValue());
      }
    }
    return own;
  }

  /** What is wrong with one of its settings, under that setting's whole name. */
  SettingsException named(SettingsException e) {
    return new SettingsException(prefix() + e.setting(), e.problem());
  }
}
