package io.github.latchkey.relay.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reports names that are no setting, because they are misspelt or belong elsewhere. */
final class UnknownNames {
  /**
   * The name of a variable that another program reads can be two edits from a short one of ours.
   */
  private static final int RESEMBLING_CHARACTERS_MIN = 6;

  private UnknownNames() {}

  /**
   * Warns of unknown names.
   *
   * @param names all of them
   * @param written those that were written for the relay; of others only those are reported that
   *     closely resemble a setting
   * @param plugins those of {@code PLUGINS}
   */
  static void warn(
      Collection<String> names,
      Collection<String> written,
      List<PluginName> plugins,
      Report report) {
    List<String> known = new ArrayList<>();
    List<String> withoutPlugin = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      boolean isOfPlugin = setting.scope() == Setting.Scope.PLUGIN;
      if (plugins.isEmpty() || !isOfPlugin) {
        known.add(setting.name());
      } else {
        withoutPlugin.add(setting.name());
        for (PluginName plugin : plugins) {
          known.add(plugin.prefix() + setting.name());
        }
      }
    }
    for (String name : names) {
      boolean isWritten = written.contains(name);
      if (known.contains(name)) {
        continue;
      }
      if (withoutPlugin.contains(name)) {
        if (isWritten) {
          report.warn(
              name
                  + " has no effect, because PLUGINS is set. Write "
                  + plugins.get(0).prefix()
                  + name
                  + ".");
        }
        continue;
      }
      String nearest = Nearest.of(name, known);
      boolean isResembling =
          nearest != null
              && name.length() >= RESEMBLING_CHARACTERS_MIN
              && Nearest.edits(name, nearest) <= 2;
      if (isWritten || isResembling) {
        report.warn(
            name
                + " is not a setting of the relay and has no effect."
                + (nearest == null ? "" : " Did you mean " + nearest + "?"));
      }
    }
  }
}
