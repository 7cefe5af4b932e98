package io.github.latchkey.relay.server.settings;

import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.relay.settings.SettingsException;
import io.github.latchkey.relay.settings.WebUrl;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The address on which the relay listens.
 *
 * @param socket address and port
 * @param warning a sentence for the operator, or null
 */
public record ListenAddress(InetSocketAddress socket, String warning) {
  private static final String SETTING = "ADDRESS";

  /**
   * Returns {@code ADDRESS}. Without it, the relay listens on loopback if its public URL is on
   * localhost, or if all proxies that it trusts are on this machine; otherwise on every address.
   *
   * @param proxies those of {@code TRUSTED_PROXIES}
   * @throws SettingsException if {@code ADDRESS} is not an IP address
   */
  public static ListenAddress of(RelaySettings settings, TrustedProxies proxies)
      throws SettingsException {
    int port = settings.port();
    if (settings.address() != null) {
      InetAddress address = TrustedProxies.literal(withoutBrackets(settings.address()));
      if (address == null) {
        throw new SettingsException(
            SETTING, "must be an IP address of this machine: 127.0.0.1, ::1 or 0.0.0.0.");
      }
      return new ListenAddress(new InetSocketAddress(address, port), null);
    }
    WebUrl redirectUri = settings.plugin().provider().client().redirectUri();
    if (redirectUri.host().equals("[::1]")) {
      return new ListenAddress(new InetSocketAddress(TrustedProxies.literal("::1"), port), null);
    }
    if (redirectUri.isLocal() || proxies.areOnThisMachine()) {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      return new ListenAddress(new InetSocketAddress(loopback, port), null);
    }
    String warning =
        settings.tlsCert() != null
            ? null
            : "The relay serves plain http on every address of this machine. Set ADDRESS to the"
                + " address on which your proxy calls it, such as 127.0.0.1.";
    return new ListenAddress(new InetSocketAddress(port), warning);
  }

  private static String withoutBrackets(String address) {
    return address.startsWith("[") && address.endsWith("]")
        ? address.substring(1, address.length() - 1)
        : address;
  }
}
