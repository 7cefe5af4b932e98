package io.github.latchkey.relay.settings;

import io.github.latchkey.relay.wire.Form;

/**
 * The authorization request (RFC 6749 section 4.1.1) and its response.
 *
 * @param scope the scope as it is sent; empty if none is
 * @param scopeParam the name of the parameter that carries the scope
 * @param params more parameters
 * @param isPkce whether a code challenge is sent (RFC 7636, S256)
 * @param isPkceChecked whether the provider is known to check it
 * @param issuer the value that {@code iss} must have if it is sent (RFC 9207), or null
 * @param isIssuerRequired whether a redirect without {@code iss} is rejected
 */
public record AuthorizationSettings(
    String scope,
    String scopeParam,
    Form params,
    boolean isPkce,
    boolean isPkceChecked,
    String issuer,
    boolean isIssuerRequired) {}
