package io.github.latchkey.relay.settings;

/** A setting is missing or wrong; the message names it and holds no secret. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1;

  private final String setting;
  private final String problem;

  /**
   * Makes one.
   *
   * @param setting the setting's name, such as {@code REDIRECT_URI}
   * @param problem what is wrong with it, to be read after the name
   */
  public SettingsException(String setting, String problem) {
    super(setting + " " + problem);
    this.setting = setting;
    this.problem = problem;
  }

  /** The name of the setting. */
  public String setting() {
    return setting;
  }

  /** What is wrong with it, to be read after the name. */
  String problem() {
    return problem;
  }
}
