package io.github.latchkey.relay.settings;

/**
 * How a relay is watched.
 *
 * @param metricsPort the TCP port where its figures can be had, or 0 for none
 * @param metricsAddress the address to listen on for them, or null for loopback
 * @param isLogJson whether each line of the log is a JSON object
 */
public record OperationSettings(int metricsPort, String metricsAddress, boolean isLogJson) {
  static OperationSettings parse(Variables variables) throws SettingsException {
    String address = variables.get("METRICS_ADDRESS");
    if (address != null && !WebUrl.isHost(address)) {
      throw new SettingsException("METRICS_ADDRESS", "must be an IP address, IPv6 in brackets");
    }
    String port = variables.get("METRICS_PORT");
    boolean isLogJson = variables.choice("LOG_FORMAT", "text", "json").equals("json");
    if (port == null) {
      variables.hide("METRICS_ADDRESS");
      return new OperationSettings(0, null, isLogJson);
    }
    return new OperationSettings(variables.number("METRICS_PORT", 0, 1, 65535), address, isLogJson);
  }
}
