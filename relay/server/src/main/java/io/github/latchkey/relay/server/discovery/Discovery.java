package io.github.latchkey.relay.server.discovery;

import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.settings.WebUrl;
import io.github.latchkey.relay.wire.WireException;
import java.io.IOException;
import java.util.Map;

/**
 * Asks an issuer for its metadata: first where OpenID Connect Discovery 1.0 section 4 has them,
 * then where RFC 8414 section 3 does.
 */
public final class Discovery {
  private static final String OPENID = "/.well-known/openid-configuration";
  private static final String OAUTH = "/.well-known/oauth-authorization-server";

  /** Gets a document by HTTP. */
  public interface Source {
    /**
     * Gets a document, within the limits of {@link Http#post}.
     *
     * @throws IOException where there is no complete answer
     */
    Http.Response get(String url) throws IOException;
  }

  private final Source source;

  /** Makes one that asks by {@code source}. */
  public Discovery(Source source) {
    this.source = source;
  }

  /**
   * The settings that follow from an issuer's metadata.
   *
   * @param issuer the issuer's identifier: an https URL without a query, or http on this machine
   * @return by the names of settings
   * @throws WireException where it is no issuer, or its metadata are not what they should be; the
   *     message is to be read after {@code PROVIDER}
   * @throws IllegalStateException where it gives no answer for now; the message names the issuer
   */
  public Map<String, String> settings(String issuer) throws WireException {
    WebUrl url = WebUrl.parse(issuer);
    if (url == null || url.query() != null || !url.scheme().equals("https") && !url.isLocal()) {
      throw new WireException("must be an issuer's https URL without a query");
    }
    String path = url.path().endsWith("/") ? withoutEnd(url.path()) : url.path();
    String place = url.origin() + path + OPENID;
    Http.Response response = get(issuer, place);
    if (isMissing(response)) {
      place = url.origin() + OAUTH + path;
      response = get(issuer, place);
    }
    if (response.status() != 200) {
      throw new WireException(
          "publishes no metadata: "
              + place
              + " answered "
              + response.status()
              + ". Check the URL, or set AUTHORIZE_ENDPOINT and TOKEN_ENDPOINT instead.");
    }
    return IssuerMetadata.read(issuer, response.body());
  }

  private Http.Response get(String issuer, String url) {
    Http.Response response;
    try {
      response = source.get(url);
    } catch (IOException e) {
      throw new IllegalStateException(
          "PROVIDER: " + issuer + " gives no metadata: " + e.getMessage());
    }
    if (response.status() == 429 || response.status() >= 500) {
      throw new IllegalStateException(
          "PROVIDER: "
              + issuer
              + " gives no metadata for now: "
              + url
              + " answered "
              + response.status()
              + ". Try again later.");
    }
    return response;
  }

  private static boolean isMissing(Http.Response response) {
    return response.status() >= 400;
  }

  private static String withoutEnd(String path) {
    return path.substring(0, path.length() - 1);
  }
}
