package io.github.latchkey.relay.server.settings;

import io.github.latchkey.relay.settings.PluginName;
import io.github.latchkey.relay.settings.SettingsException;
import io.github.latchkey.relay.settings.WebUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where {@code REDIRECT_URI} is https on localhost and no certificate is named, the one that is
 * there already is used: what {@code mkcert localhost} writes beside {@code .dev.vars}, else what
 * {@code vite-plugin-mkcert} keeps for the plugin itself.
 */
public final class LocalCertificate {
  private record Pair(Path cert, Path key) {}

  private LocalCertificate() {}

  /**
   * Adds {@code TLS_CERT} and {@code TLS_KEY} where they are wanted, not set, and found.
   *
   * @param variables the settings so far, which get the two
   * @param directory where {@code .dev.vars} lies
   * @param home the person's home directory
   * @throws SettingsException where the relay itself would have to serve https and cannot
   */
  public static void addTo(Map<String, String> variables, Path directory, Path home)
      throws SettingsException {
    if (isSet(variables, "TLS_CERT") || isSet(variables, "TLS_KEY")) {
      return;
    }
    WebUrl redirectUri = WebUrl.parse(variables.getOrDefault(redirectUri(variables), "").strip());
    // What is wrong with it is said where the settings are parsed.
    if (redirectUri == null || !redirectUri.scheme().equals("https") || !redirectUri.isLocal()) {
      return;
    }
    Path viteDirectory = home.resolve(".vite-plugin-mkcert");
    List<Pair> places =
        List.of(
            new Pair(directory.resolve("localhost.pem"), directory.resolve("localhost-key.pem")),
            new Pair(viteDirectory.resolve("cert.pem"), viteDirectory.resolve("dev.pem")));
    for (Pair pair : places) {
      if (Files.isReadable(pair.cert) && Files.isReadable(pair.key)) {
        variables.put("TLS_CERT", pair.cert.toString());
        variables.put("TLS_KEY", pair.key.toString());
        return;
      }
    }
    String port = variables.getOrDefault("PORT", "").strip();
    // On another port than its own, a proxy in front of the relay serves https.
    if (port.isEmpty() || port.equals(String.valueOf(redirectUri.port()))) {
      throw new SettingsException(
          "TLS_CERT",
          "is missing, and REDIRECT_URI is https on localhost. Run \"mkcert localhost\" in "
              + directory.toAbsolutePath().normalize()
              + ".");
    }
  }

  /** The name of the setting; several plugins have one host in theirs. */
  private static String redirectUri(Map<String, String> variables) {
    List<PluginName> names = PluginName.parse(variables);
    return (names.isEmpty() ? "" : names.get(0).prefix()) + "REDIRECT_URI";
  }

  private static boolean isSet(Map<String, String> variables, String name) {
    return !variables.getOrDefault(name, "").isBlank();
  }
}
