package io.github.latchkey.relay.settings;

import java.util.ArrayList;
import java.util.List;

/** Settings are missing or invalid; the message names each of them and contains no secret. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1;

  private final String setting;
  private final transient List<String> messages;

  /**
   * One setting that is missing or invalid.
   *
   * @param setting the setting's name, such as {@code REDIRECT_URI}
   * @param problem what is wrong with it, to be read after the name
   */
  public SettingsException(String setting, String problem) {
    this(setting, List.of(setting + " " + problem));
  }

  /**
   * Several.
   *
   * @param setting the name of the first
   * @param messages a message for each, which begins with its name
   */
  SettingsException(String setting, List<String> messages) {
    super(joined(messages));
    this.setting = setting;
    this.messages = messages;
  }

  private static String joined(List<String> messages) {
    StringBuilder joined = new StringBuilder();
    for (String message : messages) {
      joined.append(joined.length() == 0 ? "" : "\n").append(message);
    }
    return joined.toString();
  }

  /** This exception and another one, which may be null. */
  public SettingsException and(SettingsException other) {
    if (other == null) {
      return this;
    }
    List<String> all = new ArrayList<>(messages);
    all.addAll(other.messages);
    return new SettingsException(setting, all);
  }

  /** The name of the setting, or of the first of several. */
  public String setting() {
    return setting;
  }

  /** A message for each setting, which begins with its name. */
  public List<String> messages() {
    return messages;
  }
}
