package io.github.latchkey.relay.route;

import io.github.latchkey.relay.http.BrowserCookie;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.page.Page;
import io.github.latchkey.relay.page.Pages;
import io.github.latchkey.relay.port.Ports;
import io.github.latchkey.relay.provider.AuthorizationEndpoint;
import io.github.latchkey.relay.provider.TokenEndpoint;
import io.github.latchkey.relay.seal.Derivation;
import io.github.latchkey.relay.seal.RelayKeys;
import io.github.latchkey.relay.seal.Seal;
import io.github.latchkey.relay.settings.PluginSettings;
import io.github.latchkey.relay.settings.WebUrl;
import io.github.latchkey.relay.wire.Base64Url;

/**
 * What the routes of one plugin work with.
 *
 * @param settings its settings
 * @param ports the host's
 * @param derivation its labels
 * @param seal its sealing
 * @param keys the relay's own keys, for it
 * @param provider its provider's token endpoint
 * @param authorization its provider's login page
 * @param pages what people see
 * @param cookie how a browser is known again
 */
public record Plugin(
    PluginSettings settings,
    Ports ports,
    Derivation derivation,
    Seal seal,
    RelayKeys keys,
    TokenEndpoint provider,
    AuthorizationEndpoint authorization,
    Pages pages,
    BrowserCookie cookie) {
  private static final int ATTEMPT_BYTES = 16;

  /**
   * Makes all of it from the settings.
   *
   * @param pages the same for all plugins
   */
  public static Plugin of(PluginSettings settings, Ports ports, Pages pages) {
    Derivation derivation =
        new Derivation(ports.crypto(), settings.basePath(), settings.provider().client().id());
    Seal seal = new Seal(derivation, ports.random());
    RelayKeys keys = new RelayKeys(settings.relaySecrets(), derivation, seal);
    TokenEndpoint provider = new TokenEndpoint(settings.provider(), ports.http());
    return new Plugin(
        settings,
        ports,
        derivation,
        seal,
        keys,
        provider,
        new AuthorizationEndpoint(settings.provider(), ports.crypto()),
        pages,
        new BrowserCookie(settings.publicOrigin().startsWith("https:"), settings.basePath()));
  }

  /** Whether the relay has a public https URL: on localhost other servers may need plain http. */
  public boolean isPublicHttps() {
    WebUrl redirectUri = settings.provider().client().redirectUri();
    return redirectUri.scheme().equals("https") && !redirectUri.isLocal();
  }

  /** A random name for an attempt at a row. */
  String newAttempt() {
    return Base64Url.encode(ports.random().nextBytes(ATTEMPT_BYTES));
  }

  /** Sends the browser to one of the pages at the end of a login, and its query out of sight. */
  Reply leave(Page page) {
    Reply reply = Reply.empty(303).with("Location", publicPath(ResultPage.pathOf(page)));
    return reply.with("Referrer-Policy", "no-referrer");
  }

  /** The public path of one of our pages or routes. */
  public String publicPath(String path) {
    return settings.basePath() + path;
  }
}
