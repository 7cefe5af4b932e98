package io.github.latchkey.relay.settings;

/**
 * How the relay speaks to one plugin's provider.
 *
 * @param client the relay as the provider knows it
 * @param endpoints the provider's URLs
 * @param authorization the authorization request
 * @param tokens the token request
 * @param isDetailLogged whether the log contains what the provider says about errors in its own
 *     words
 */
public record ProviderSettings(
    ClientSettings client,
    Endpoints endpoints,
    AuthorizationSettings authorization,
    TokenRequestSettings tokens,
    boolean isDetailLogged) {
  /** The same with the other value of {@code TOKEN_AUTH}. */
  public ProviderSettings withOtherAuthentication() {
    return new ProviderSettings(
        client, endpoints, authorization, tokens.withOtherAuthentication(), isDetailLogged);
  }
}
