package io.github.latchkey.demo.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * How the demo runs.
 *
 * @param folder the folder of the plugin, with {@code vite.config.js}
 * @param log the file that the relay's and Vite's output is added to
 * @param pluginPort the port to try first for the plugin
 * @param relayPort the port to try first for the relay
 * @param hostPort the port to try first for the stand-in for Framer's window
 * @param accessTokenSeconds how long an access token lives
 * @param certificate what plugin, relay and API serve https with; null for plain http
 * @param relayVariables settings of the relay that come before the demo's, by their names
 * @param otherRelay the origin of a relay that is started elsewhere; null for the demo's own
 */
public record DemoSettings(
    Path folder,
    Path log,
    int pluginPort,
    int relayPort,
    int hostPort,
    long accessTokenSeconds,
    Certificate certificate,
    Map<String, String> relayVariables,
    String otherRelay) {

  /** Files of PEM with a certificate for localhost and its key. */
  record Certificate(Path chain, Path key) {}

  /** The file that the settings of such a relay are written to, for it to be started with. */
  Path relayVariablesFile() {
    return log.resolveSibling("relay.dev.vars");
  }

  /**
   * What {@code make demo} uses: the ports of Framer's guide, tokens that live ten seconds, and
   * https where {@code mkcert localhost} was run in the folder.
   */
  public static DemoSettings of(Path folder) {
    return of(folder, null);
  }

  /**
   * The same with a relay that is started elsewhere.
   *
   * @param otherRelay the origin of that relay; null or blank for the demo's own
   */
  public static DemoSettings of(Path folder, String otherRelay) {
    Certificate certificate =
        new Certificate(folder.resolve("localhost.pem"), folder.resolve("localhost-key.pem"));
    boolean isThere = Files.exists(certificate.chain()) && Files.exists(certificate.key());
    return new DemoSettings(
        folder,
        folder.resolve("target/demo.log"),
        5173,
        8787,
        5199,
        10,
        isThere ? certificate : null,
        Map.of(),
        otherRelay == null || otherRelay.isBlank() ? null : otherRelay);
  }
}
