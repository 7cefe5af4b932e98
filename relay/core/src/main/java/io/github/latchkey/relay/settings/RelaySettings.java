package io.github.latchkey.relay.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * All settings of a relay, parsed once.
 *
 * @param plugins what concerns each plugin that it serves: one, or those of {@code PLUGINS}; all
 *     have one public origin
 * @param address the IP address to listen on, or null for the default
 * @param port the TCP port to listen on
 * @param tlsCert path of a PEM file with the certificate chain, or null
 * @param tlsKey path of a PEM file with the private key, or null
 * @param trustedProxies the addresses and networks of {@code TRUSTED_PROXIES}, as they are written
 * @param isRateLimited whether requests are counted by address
 * @param store where outcomes lie until they are fetched
 * @param operation how it is watched
 * @param printable every setting in effect by name, as it may be printed; made without any secret
 * @param warnings what the operator should know, a sentence each
 */
public record RelaySettings(
    List<PluginSettings> plugins,
    String address,
    int port,
    String tlsCert,
    String tlsKey,
    List<String> trustedProxies,
    boolean isRateLimited,
    StoreSettings store,
    OperationSettings operation,
    Map<String, String> printable,
    List<String> warnings) {
  /** Parses settings without presets. */
  public static RelaySettings parse(Map<String, String> variables) throws SettingsException {
    return parse(variables, Presets.NONE);
  }

  /** Parses settings, none of which come from a file of the relay's own. */
  public static RelaySettings parse(Map<String, String> variables, Presets presets)
      throws SettingsException {
    return parse(variables, List.of(), presets);
  }

  /**
   * Parses settings, which {@link Setting} declares.
   *
   * @param variables the environment and {@code .dev.vars} together
   * @param written the names that were written for the relay, as those of {@code .dev.vars} are: if
   *     one of them is unknown, there is a warning. Other unknown names are ignored unless they
   *     closely resemble a setting's
   * @param presets what {@code PROVIDER} may name
   * @throws SettingsException if settings are missing or invalid; it names all of them
   */
  public static RelaySettings parse(
      Map<String, String> variables, Collection<String> written, Presets presets)
      throws SettingsException {
    Report report = new Report();
    Variables process = new Variables(variables, "", report);
    StoreSettings store = StoreSettings.parse(process);
    List<Secret> sharedSecrets = PluginSettingsParser.sharedSecrets(process);
    List<PluginName> names = PluginName.parse(process);
    List<PluginSettings> plugins = new ArrayList<>();
    if (names.isEmpty() && !report.hasProblem(Setting.PLUGINS.name())) {
      process.fillFrom(presets);
      plugins.add(new PluginSettingsParser(process, null, sharedSecrets).parse());
    }
    for (PluginName name : names) {
      Variables own = new Variables(variables, name.prefix(), report);
      own.fillFrom(presets);
      plugins.add(new PluginSettingsParser(own, name, sharedSecrets).parse());
    }
    if (sharedSecrets.isEmpty() && !names.isEmpty()) {
      process.show(Setting.RELAY_SECRET, "from CLIENT_SECRET or CLIENT_ID of each");
    }
    for (PluginSettings plugin : plugins) {
      if (plugin.relaySecrets().isEmpty()) {
        process.problem(
            Setting.RELAY_SECRET,
            "is missing. Set it to 32 random characters or more: openssl rand -base64 33 prints"
                + " some.");
      }
      if (!plugin.publicOrigin().equals(plugins.get(0).publicOrigin()) && !report.hasProblems()) {
        process.problem(
            Setting.PLUGINS,
            "must all have a REDIRECT_URI on the same host, which is the relay's.");
      }
    }
    WebUrl redirectUri =
        plugins.isEmpty()
            ? PluginSettingsParser.NO_REDIRECT_URI
            : plugins.get(0).provider().client().redirectUri();
    int port =
        redirectUri.isLocal()
            ? process.number(Setting.PORT, redirectUri.port())
            : process.number(Setting.PORT);
    String address = process.get(Setting.ADDRESS);
    String tlsCert = process.get(Setting.TLS_CERT);
    String tlsKey = process.get(Setting.TLS_KEY);
    if (tlsCert == null != (tlsKey == null)) {
      process.problem(
          tlsCert == null ? Setting.TLS_CERT : Setting.TLS_KEY,
          "is missing. Set both TLS_CERT and TLS_KEY, or neither.");
    }
    if (tlsCert != null && redirectUri.scheme().equals("http")) {
      process.problem(Setting.TLS_CERT, "is set, but REDIRECT_URI is http.");
    }
    List<String> trustedProxies = List.copyOf(process.list(Setting.TRUSTED_PROXIES));
    OperationSettings operation = OperationSettings.parse(process);
    boolean isRateLimited = process.isFirst(Setting.RATE_LIMITS);
    UnknownNames.warn(variables.keySet(), written, names, report);
    report.check();
    return new RelaySettings(
        List.copyOf(plugins),
        address,
        port,
        tlsCert,
        tlsKey,
        trustedProxies,
        isRateLimited,
        store,
        operation,
        Collections.unmodifiableMap(report.printable()),
        List.copyOf(report.warnings()));
  }

  /** The first plugin, which is the only one where {@code PLUGINS} is not set. */
  public PluginSettings plugin() {
    return plugins.get(0);
  }
}
