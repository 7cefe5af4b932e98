package io.github.latchkey.relay.settings;

/**
 * How a relay is watched.
 *
 * @param metricsPort the TCP port where its figures can be had, or 0 for none
 * @param metricsAddress the address to listen on for them, or null for loopback
 * @param isLogJson whether each line of the log is a JSON object
 */
public record OperationSettings(int metricsPort, String metricsAddress, boolean isLogJson) {
  static OperationSettings parse(Variables variables) {
    boolean isLogJson = !variables.isFirst(Setting.LOG_FORMAT);
    String address = variables.unshown(Setting.METRICS_ADDRESS);
    if (address != null && !WebUrl.isHost(address)) {
      variables.problem(Setting.METRICS_ADDRESS, "must be an IP address, IPv6 in brackets.");
    }
    if (!variables.isSet(Setting.METRICS_PORT)) {
      return new OperationSettings(0, null, isLogJson);
    }
    int port = variables.number(Setting.METRICS_PORT, 0);
    return new OperationSettings(port, variables.get(Setting.METRICS_ADDRESS), isLogJson);
  }
}
