package io.github.latchkey.relay.settings;

import io.github.latchkey.relay.wire.Form;

/**
 * What is asked of the provider, and where.
 *
 * @param clientId RFC 6749 section 2.2
 * @param clientSecret RFC 6749 section 2.3.1, or null where the client is public
 * @param redirectUri RFC 6749 section 3.1.2, exactly as registered with the provider
 * @param authorizeEndpoint RFC 6749 section 3.1; its own query is kept
 * @param tokenEndpoint RFC 6749 section 3.2; its own query is kept
 * @param refreshEndpoint where tokens are refreshed: the token endpoint unless set
 * @param scope what is asked for, as it is sent; empty where nothing is
 * @param authorizeParams more parameters of the authorization request
 * @param tokenRequestStyle how the two endpoints want to be asked
 * @param isPkce whether a code challenge is sent (RFC 7636, S256)
 * @param issuer the value that {@code iss} must have where it comes (RFC 9207), or null
 */
public record ProviderSettings(
    String clientId,
    Secret clientSecret,
    WebUrl redirectUri,
    WebUrl authorizeEndpoint,
    WebUrl tokenEndpoint,
    WebUrl refreshEndpoint,
    String scope,
    Form authorizeParams,
    TokenRequestStyle tokenRequestStyle,
    boolean isPkce,
    String issuer) {}
