package io.github.latchkey.relay.settings;

import java.util.List;

/**
 * Which origins may call the relay: those listed, and those of one plugin's pages and their
 * versions.
 *
 * @param listed exact origins, as browsers write them
 * @param pluginId the plugin's id in lower case, or null where there is none, which allows nothing
 * @param parentDomain the domain that plugins' pages lie under
 */
public record AllowedOrigins(List<String> listed, String pluginId, String parentDomain) {
  /**
   * Whether requests of this origin are served.
   *
   * @param origin the value of an {@code Origin} header, {@code null} in words included
   */
  public boolean allows(String origin) {
    return listed.contains(origin) || isOfPlugin(origin);
  }

  private boolean isOfPlugin(String origin) {
    String end = "." + parentDomain;
    String start = "https://" + pluginId;
    if (pluginId == null || !origin.startsWith(start) || !origin.endsWith(end)) {
      return false;
    }
    int from = start.length();
    int to = origin.length() - end.length();
    if (from == to) {
      return true;
    }
    if (to < from + 2 || origin.charAt(from) != '-') {
      return false;
    }
    for (int i = from; i < to; i++) {
      if ("-abcdefghijklmnopqrstuvwxyz0123456789".indexOf(origin.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
