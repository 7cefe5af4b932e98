package io.github.latchkey.relay;

import io.github.latchkey.relay.port.Ports;
import io.github.latchkey.relay.settings.RelaySettings;

/** The relay's one door. */
public final class Relay {
  /**
   * Makes a relay.
   *
   * @param settings what it serves
   * @param ports what the host gives it
   */
  public Relay(RelaySettings settings, Ports ports) {}

  /**
   * Answers one request. Never throws for anything that a caller sent.
   *
   * @param request as it came
   * @return the reply, or a wait where it is too early
   */
  public Answer handle(Request request) {
    throw new IllegalStateException("not there yet");
  }
}
