package io.github.latchkey.relay.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All settings of a relay, parsed once.
 *
 * @param plugin what concerns the plugin it serves
 * @param port the TCP port to listen on
 * @param tlsCert path of a PEM file with the certificate chain, or null
 * @param tlsKey path of a PEM file with the private key, or null
 * @param trustedProxies the addresses and networks of {@code TRUSTED_PROXIES}, as they are written
 * @param store where outcomes lie until they are fetched
 * @param warnings what the operator should hear at the start, a sentence each
 */
public record RelaySettings(
    PluginSettings plugin,
    int port,
    String tlsCert,
    String tlsKey,
    List<String> trustedProxies,
    StoreSettings store,
    List<String> warnings) {
  /**
   * Parses settings, by the names of {@code PROTOCOL.md}.
   *
   * @param variables the environment and {@code .dev.vars} together; names that are not the relay's
   *     are ignored
   * @throws SettingsException at the first that is missing or wrong
   */
  public static RelaySettings parse(Map<String, String> variables) throws SettingsException {
    Variables named = new Variables(variables);
    List<String> warnings = new ArrayList<>();
    named.refuse("PROVIDER", "PLUGINS");
    StoreSettings store = StoreSettings.parse(named);
    PluginSettings plugin = new PluginSettingsParser(named, warnings).parse();
    WebUrl redirectUri = plugin.provider().redirectUri();
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
    return new RelaySettings(
        plugin, port, tlsCert, tlsKey, trustedProxies, store, List.copyOf(warnings));
  }
}
