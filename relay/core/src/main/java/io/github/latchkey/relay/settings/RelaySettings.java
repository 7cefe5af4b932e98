package io.github.latchkey.relay.settings;

import java.util.List;
import java.util.Map;

/**
 * All settings of a relay, parsed once.
 *
 * @param plugin what concerns the plugin it serves
 * @param port the TCP port to listen on
 * @param tlsCert path of a PEM file with the certificate chain, or null
 * @param tlsKey path of a PEM file with the private key, or null
 * @param warnings what the operator should hear at the start, a sentence each
 */
public record RelaySettings(
    PluginSettings plugin, int port, String tlsCert, String tlsKey, List<String> warnings) {
  /**
   * Parses settings, by the names of {@code PROTOCOL.md}.
   *
   * @param variables the environment and {@code .dev.vars} together; names that are not the relay's
   *     are ignored
   * @throws SettingsException at the first that is missing or wrong
   */
  public static RelaySettings parse(Map<String, String> variables) throws SettingsException {
    throw new SettingsException("CLIENT_ID", "is missing");
  }
}
