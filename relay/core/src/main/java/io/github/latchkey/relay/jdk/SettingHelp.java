package io.github.latchkey.relay.jdk;

import io.github.latchkey.relay.settings.Help;
import io.github.latchkey.relay.settings.Setting;

/**
 * What is documented about a setting.
 *
 * @param text what the setting is, in Markdown
 * @param fallback what happens without it, in Markdown
 */
public record SettingHelp(String text, String fallback) {
  /** Reads a setting's declaration. */
  public static SettingHelp of(Setting setting) {
    Help help;
    try {
      help = Setting.class.getField(setting.name()).getAnnotation(Help.class);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
    if (help == null) {
      throw new IllegalStateException(setting + " has no @Help");
    }
    String fallback = setting.fallback() == null ? "none" : "`" + setting.fallback() + "`";
    return new SettingHelp(help.value(), help.otherwise().isEmpty() ? fallback : help.otherwise());
  }
}
