package io.github.latchkey.relay.server.settings;

import java.net.URI;
import java.util.Locale;

/** Tells work on one's own machine from a relay that others reach. */
public final class LocalOrigin {
  private LocalOrigin() {}

  /** Whether the host is {@code localhost}, one of its subdomains, or a loopback address. */
  public static boolean isLocal(URI url) {
    if (url.getHost() == null) {
      return false;
    }
    String host = url.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.matches("127(\\.[0-9]{1,3}){3}")
        || host.equals("[::1]");
  }
}
