package io.github.latchkey.relay.provider;

import io.github.latchkey.relay.port.Crypto;
import io.github.latchkey.relay.settings.ProviderSettings;
import io.github.latchkey.relay.wire.Base64Url;
import io.github.latchkey.relay.wire.Form;
import io.github.latchkey.relay.wire.Utf8;

/** The provider's login page (RFC 6749 section 3.1), where the person is sent. */
public final class AuthorizationEndpoint {
  private final ProviderSettings settings;
  private final Crypto crypto;

  /** What is the same each time, encoded: the longest part of the query. */
  private final String beginning;

  /** Makes the authorization endpoint of one plugin's provider. */
  public AuthorizationEndpoint(ProviderSettings settings, Crypto crypto) {
    this.settings = settings;
    this.crypto = crypto;
    Form form = new Form().add("response_type", "code").add("client_id", settings.client().id());
    form.add("redirect_uri", settings.client().redirectUriText());
    if (!settings.authorization().scope().isEmpty()) {
      form.add(settings.authorization().scopeParam(), settings.authorization().scope());
    }
    String ownQuery = settings.endpoints().authorize().query();
    String own = ownQuery == null || ownQuery.isEmpty() ? "" : ownQuery + "&";
    beginning = "?" + own + form.encode() + "&";
  }

  /**
   * Its host, as people may know it.
   *
   * @param subdomain where the endpoint differs from person to person, otherwise empty
   */
  public String host(String subdomain) {
    return settings.endpoints().authorize().at(subdomain).host();
  }

  /**
   * The authorization request (RFC 6749 section 4.1.1).
   *
   * @param state what comes back with the person
   * @param codeVerifier RFC 7636 section 4.1; its challenge is sent where PKCE is on
   * @param prompt OpenID Connect Core section 3.1.2.1, or empty
   * @param subdomain where the endpoint differs from person to person, otherwise empty
   */
  public String url(String state, String codeVerifier, String prompt, String subdomain) {
    Form form = new Form().add("state", state);
    if (settings.authorization().isPkce()) {
      byte[] challenge = crypto.sha256(Utf8.encode(codeVerifier));
      form.add("code_challenge", Base64Url.encode(challenge));
      form.add("code_challenge_method", "S256");
    }
    for (String name : settings.authorization().params().names()) {
      if (prompt.isEmpty() || !name.equals("prompt")) {
        form.add(name, settings.authorization().params().get(name));
      }
    }
    if (!prompt.isEmpty()) {
      form.add("prompt", prompt);
    }
    return settings.endpoints().authorize().at(subdomain).withoutQuery()
        + beginning
        + form.encode();
  }
}
