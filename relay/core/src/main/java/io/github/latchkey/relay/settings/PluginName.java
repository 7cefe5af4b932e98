package io.github.latchkey.relay.settings;

import io.github.latchkey.relay.wire.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The name of one of several plugins in {@code PLUGINS}: its base path, and what its settings begin
 * with.
 *
 * @param text letters, digits and hyphens, such as {@code airtable}
 */
public record PluginName(String text) {
  /**
   * Reads {@code PLUGINS}.
   *
   * @param variables all settings by name
   * @return in their order; empty if the setting is missing, blank or invalid
   */
  public static List<PluginName> parse(Map<String, String> variables) {
    return parse(new Variables(variables, "", new Report()));
  }

  static List<PluginName> parse(Variables variables) {
    List<PluginName> names = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    for (String part : variables.list(Setting.PLUGINS)) {
      PluginName name = new PluginName(part);
      if (!name.isName()) {
        variables.problem(
            Setting.PLUGINS, "must be names of letters, digits and hyphens, comma separated.");
        return List.of();
      }
      if (prefixes.contains(name.prefix())) {
        variables.problem(Setting.PLUGINS, "names " + part + " twice.");
        return List.of();
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
}
