package io.github.latchkey.relay.settings;

/** Text that must not be printed by accident. */
public final class Secret {
  private final String value;

  /**
   * Wraps a secret.
   *
   * @param value the secret, not null
   */
  public Secret(String value) {
    this.value = value;
  }

  /** Returns the secret itself; the caller is responsible for where it goes. */
  public String reveal() {
    return value;
  }

  /** Three asterisks. */
  @Override
  public String toString() {
    return "***";
  }
}
