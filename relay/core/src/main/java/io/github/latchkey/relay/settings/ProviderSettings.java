package io.github.latchkey.relay.settings;

/**
 * How the relay speaks to one plugin's provider.
 *
 * @param client the relay as the provider knows it
 * @param endpoints the provider's URLs
 * @param authorization the authorization request
 * @param tokens the token request
 */
public record ProviderSettings(
    ClientSettings client,
    Endpoints endpoints,
    AuthorizationSettings authorization,
    TokenRequestSettings tokens) {}
