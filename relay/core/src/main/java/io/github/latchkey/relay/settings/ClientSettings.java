package io.github.latchkey.relay.settings;

/**
 * The relay as a client of the provider.
 *
 * @param id RFC 6749 section 2.2
 * @param secret RFC 6749 section 2.3.1, or null for a public client
 * @param redirectUri RFC 6749 section 3.1.2
 * @param redirectUriText the same exactly as written, because providers compare it character by
 *     character
 */
public record ClientSettings(
    String id, Secret secret, WebUrl redirectUri, String redirectUriText) {}
