package io.github.latchkey.relay.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All settings of a relay, parsed once.
 *
 * @param plugins what concerns each plugin that it serves: one, or those of {@code PLUGINS}; all
 *     have one public origin
 * @param port the TCP port to listen on
 * @param tlsCert path of a PEM file with the certificate chain, or null
 * @param tlsKey path of a PEM file with the private key, or null
 * @param trustedProxies the addresses and networks of {@code TRUSTED_PROXIES}, as they are written
 * @param isRateLimited whether requests are counted by address
 * @param store where outcomes lie until they are fetched
 * @param operation how it is watched
 * @param printable every setting by name as it may be printed at the start, secrets masked
 * @param warnings what the operator should hear at the start, a sentence each
 */
public record RelaySettings(
    List<PluginSettings> plugins,
    int port,
    String tlsCert,
    String tlsKey,
    List<String> trustedProxies,
    boolean isRateLimited,
    StoreSettings store,
    OperationSettings operation,
    Map<String, String> printable,
    List<String> warnings) {
  /** Parses settings where no preset is known. */
  public static RelaySettings parse(Map<String, String> variables) throws SettingsException {
    return parse(variables, Presets.NONE);
  }

  /**
   * Parses settings, by the names of {@code PROTOCOL.md}.
   *
   * @param variables the environment and {@code .dev.vars} together; names that are not the relay's
   *     are ignored
   * @param presets what {@code PROVIDER} may name
   * @throws SettingsException at the first that is missing or wrong
   */
  public static RelaySettings parse(Map<String, String> variables, Presets presets)
      throws SettingsException {
    Variables named = new Variables(variables);
    List<String> warnings = new ArrayList<>();
    Map<String, String> printable = new LinkedHashMap<>();
    StoreSettings store = StoreSettings.parse(named);
    List<Secret> sharedSecrets = PluginSettingsParser.sharedSecrets(named);
    List<PluginName> names = PluginName.parse(named);
    List<PluginSettings> plugins = new ArrayList<>();
    if (names.isEmpty()) {
      named.fillFrom(presets);
      plugins.add(new PluginSettingsParser(named, sharedSecrets, warnings).parse());
    }
    if (sharedSecrets.isEmpty() && !names.isEmpty()) {
      named.print(PluginSettingsParser.RELAY_SECRET, "from CLIENT_SECRET or CLIENT_ID of each");
    }
    for (PluginName name : names) {
      plugins.add(parse(name, variables, presets, sharedSecrets, printable, warnings));
    }
    for (PluginSettings plugin : plugins) {
      if (plugin.relaySecrets().isEmpty()) {
        throw new SettingsException(
            PluginSettingsParser.RELAY_SECRET,
            "is missing: 32 random characters or more, where CLIENT_SECRET is not that long");
      }
      if (!plugin.publicOrigin().equals(plugins.get(0).publicOrigin())) {
        throw new SettingsException(
            "PLUGINS", "must all have a REDIRECT_URI on the same host, which is the relay's");
      }
    }
    WebUrl redirectUri = plugins.get(0).provider().redirectUri();
    int port = named.number("PORT", redirectUri.isLocal() ? redirectUri.port() : 8787, 1, 65535);
    String tlsCert = named.get("TLS_CERT");
    String tlsKey = named.get("TLS_KEY");
    if (tlsCert == null != (tlsKey == null)) {
      throw new SettingsException(
          tlsCert == null ? "TLS_CERT" : "TLS_KEY", "is missing: the two go together");
    }
    if (tlsCert != null && redirectUri.scheme().equals("http")) {
      throw new SettingsException("TLS_CERT", "is set, but REDIRECT_URI is http");
    }
    List<String> trustedProxies = List.copyOf(named.list("TRUSTED_PROXIES"));
    OperationSettings operation = OperationSettings.parse(named);
    boolean isRateLimited = named.choice("RATE_LIMITS", "on", "off").equals("on");
    Map<String, String> allPrintable = new LinkedHashMap<>(named.printable());
    allPrintable.putAll(printable);
    return new RelaySettings(
        List.copyOf(plugins),
        port,
        tlsCert,
        tlsKey,
        trustedProxies,
        isRateLimited,
        store,
        operation,
        Collections.unmodifiableMap(allPrintable),
        List.copyOf(warnings));
  }

  /** One of several plugins, from its own settings alone. */
  private static PluginSettings parse(
      PluginName name,
      Map<String, String> variables,
      Presets presets,
      List<Secret> sharedSecrets,
      Map<String, String> printable,
      List<String> warnings)
      throws SettingsException {
    Variables own = new Variables(name.own(variables));
    List<String> ownWarnings = new ArrayList<>();
    PluginSettings plugin;
    try {
      own.fillFrom(presets);
      plugin = new PluginSettingsParser(own, sharedSecrets, ownWarnings).parse();
      if (!plugin.basePath().endsWith("/" + name.text())) {
        throw new SettingsException(
            "REDIRECT_URI", "must end in /" + name.text() + "/redirect, as PLUGINS has it");
      }
      if (own.get(PluginSettingsParser.RELAY_SECRET) != null) {
        throw new SettingsException(
            PluginSettingsParser.RELAY_SECRET, "is of no plugin: all share RELAY_SECRET");
      }
    } catch (SettingsException e) {
      throw name.named(e);
    }
    own.hide(PluginSettingsParser.RELAY_SECRET);
    for (Map.Entry<String, String> setting : own.printable().entrySet()) {
      printable.put(name.prefix() + setting.getKey(), setting.getValue());
    }
    for (String warning : ownWarnings) {
      warnings.add(name.text() + ": " + warning);
    }
    return plugin;
  }

  /** The first plugin, which is the only one where {@code PLUGINS} is not set. */
  public PluginSettings plugin() {
    return plugins.get(0);
  }
}
