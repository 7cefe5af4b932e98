package io.github.latchkey.relay.settings;

import io.github.latchkey.relay.wire.Numbers;
import io.github.latchkey.relay.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the settings of the process, or of one plugin, as {@link Setting} declares them. A setting
 * that is invalid is reported and then read as if it were missing, so that one start reports all.
 */
final class Variables {
  /** How a secret prints. */
  static final String HIDDEN = "***";

  private final Map<String, String> variables;
  private final String prefix;
  private final Report report;
  private Map<String, String> preset = Map.of();

  /**
   * Reads from {@code variables}.
   *
   * @param prefix what each name begins with, such as {@code AIRTABLE_}, or empty
   */
  Variables(Map<String, String> variables, String prefix, Report report) {
    this.variables = variables;
    this.prefix = prefix;
    this.report = report;
  }

  Report report() {
    return report;
  }

  void show(Setting setting, String shown) {
    report.show(prefix + setting.name(), shown);
  }

  /** Reports what is wrong with a setting, as a sentence to be read after its name. */
  void problem(Setting setting, String problem) {
    String source = isFromPreset(setting) ? " " + prefix + "PROVIDER sets it." : "";
    report.problem(prefix + setting.name(), problem + source);
  }

  /** A warning, which begins with the plugin's prefix if there are several. */
  void warn(String sentence) {
    report.warn(prefix + sentence);
  }

  /** Where the value of a setting comes from, if the operator did not write it. */
  String source(Setting setting) {
    return isFromPreset(setting) ? " (" + prefix + "PROVIDER sets it)" : "";
  }

  private boolean isFromPreset(Setting setting) {
    return isBlank(variables.get(prefix + setting.name())) && hasPreset(setting);
  }

  boolean hasProblem(Setting setting) {
    return report.hasProblem(prefix + setting.name());
  }

  private boolean hasPreset(Setting setting) {
    return !isBlank(preset.get(setting.name()));
  }

  /** From now on, a setting that is missing is taken from what is known of the provider. */
  void fillFrom(Presets presets) {
    String provider = get(Setting.PROVIDER);
    if (provider == null) {
      return;
    }
    Map<String, String> known = null;
    try {
      known = presets.find(provider);
      if (known == null) {
        problem(Setting.PROVIDER, unknown(provider, presets.names()));
      }
    } catch (WireException e) {
      problem(Setting.PROVIDER, e.getMessage());
    }
    if (known != null) {
      preset = known;
    }
  }

  private static String unknown(String provider, List<String> names) {
    String nearest = Nearest.of(provider, names);
    StringBuilder text = new StringBuilder("must be ");
    for (String name : names) {
      text.append(name).append(", ");
    }
    text.append("or an issuer's https URL.");
    return nearest == null ? text.toString() : text + " Did you mean " + nearest + "?";
  }

  private static boolean isBlank(String value) {
    return value == null || value.trim().isEmpty();
  }

  /** Whether it is set, by the operator or by the preset. */
  boolean isSet(Setting setting) {
    return !isBlank(variables.get(prefix + setting.name())) || hasPreset(setting);
  }

  /** The text of a setting without spaces at its ends, or null if it is missing or invalid. */
  private String text(Setting setting) {
    String value = variables.get(prefix + setting.name());
    if (isBlank(value)) {
      value = preset.get(setting.name());
    }
    if (isBlank(value)) {
      return null;
    }
    Setting.Kind kind = setting.kind();
    if (kind != Setting.Kind.PASSWORD) {
      value = value.trim();
    }
    char first = value.charAt(0);
    if ((first == '"' || first == '\'') && value.length() > 1 && value.endsWith("" + first)) {
      report.warn(
          prefix
              + setting.name()
              + " begins and ends with a quotation mark, which is part of its value. Remove both if"
              + " they are not meant: docker --env-file keeps them.");
    }
    String problem =
        kind == Setting.Kind.WORDS || kind == Setting.Kind.PASSWORD
            ? controlCharacter(value)
            : notAscii(value);
    if (problem != null) {
      problem(setting, problem);
      return null;
    }
    return value;
  }

  private static String notAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        return "contains a character that is not printable ASCII.";
      }
    }
    return null;
  }

  private static String controlCharacter(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean isHalf = c >= 0xd800 && c <= 0xdfff;
      boolean isPaired = c < 0xdc00 && i + 1 < value.length() && isLow(value.charAt(i + 1));
      if (c < ' ' || c >= 0x7f && c < 0xa0 || isHalf && !isPaired) {
        return "contains a control character.";
      }
      i += isHalf ? 1 : 0;
    }
    return null;
  }

  private static boolean isLow(char c) {
    return c >= 0xdc00 && c <= 0xdfff;
  }

  /** A setting that prints as it is, or null if it is missing. */
  String get(Setting setting) {
    String value = text(setting);
    if (value == null) {
      return setting.fallback();
    }
    show(setting, value);
    return value;
  }

  /** The same for one that must be there. */
  String require(Setting setting, String hint) {
    String value = get(setting);
    if (value == null) {
      problem(setting, "is missing. " + hint);
    }
    return value;
  }

  /** A secret, or null if it is missing. */
  Secret secret(Setting setting) {
    String value = text(setting);
    if (value == null) {
      return null;
    }
    show(setting, HIDDEN);
    return new Secret(value);
  }

  /** The text of a setting that the caller shows, or null if it is missing. */
  String unshown(Setting setting) {
    return text(setting);
  }

  /** One of its words; the first if the setting is missing. */
  String choice(Setting setting) {
    String value = text(setting);
    List<String> words = setting.words();
    if (value == null) {
      return words.get(0);
    }
    if (!words.contains(value)) {
      StringBuilder all = new StringBuilder("must be ");
      for (int i = 0; i < words.size(); i++) {
        all.append(i == 0 ? "" : i == words.size() - 1 ? " or " : ", ").append(words.get(i));
      }
      problem(setting, all.append('.').toString());
      return words.get(0);
    }
    show(setting, value);
    return value;
  }

  /** Whether a choice has its first word. */
  boolean isFirst(Setting setting) {
    return choice(setting).equals(setting.words().get(0));
  }

  /** A number, or {@code fallback} if the setting is missing. */
  int number(Setting setting, int fallback) {
    String value = text(setting);
    int number = value == null ? fallback : Numbers.parse(value, setting.min(), setting.max());
    if (number < 0) {
      problem(
          setting, "must be a whole number from " + setting.min() + " to " + setting.max() + ".");
      return fallback;
    }
    show(setting, Integer.toString(number));
    return number;
  }

  /** A number whose default is always the same. */
  int number(Setting setting) {
    return number(setting, Numbers.parse(setting.fallback(), setting.min(), setting.max()));
  }

  /** An https URL, or http on this machine; null if the setting is missing. */
  WebUrl url(Setting setting) {
    String value = text(setting);
    return value == null ? null : checked(setting, WebUrl.parse(value));
  }

  /** The same, whose host may begin with {@code {subdomain}.}. */
  WebUrl endpoint(Setting setting) {
    String value = text(setting);
    return value == null ? null : checked(setting, WebUrl.parseEndpoint(value));
  }

  private WebUrl checked(Setting setting, WebUrl url) {
    if (url == null) {
      problem(setting, "must be an absolute URL without user, spaces or #.");
      return null;
    }
    if (url.isInTheClear()) {
      problem(setting, "must be https, or http on localhost.");
      return null;
    }
    show(setting, url.toString());
    return url;
  }

  /** The parts of a comma separated setting, without spaces around them. */
  List<String> list(Setting setting) {
    List<String> parts = new ArrayList<>();
    String value = text(setting);
    int from = 0;
    while (value != null && from <= value.length()) {
      int comma = value.indexOf(',', from);
      int to = comma < 0 ? value.length() : comma;
      String part = value.substring(from, to).trim();
      if (part.isEmpty()) {
        problem(setting, "has an empty part between its commas.");
        return List.of();
      }
      parts.add(part);
      from = to + 1;
    }
    if (!parts.isEmpty() && !setting.isSecret()) {
      show(setting, value);
    }
    return parts;
  }
}
