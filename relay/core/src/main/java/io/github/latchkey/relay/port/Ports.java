package io.github.latchkey.relay.port;

/**
 * What a host must give the core.
 *
 * @param http requests to the provider
 * @param store where outcomes lie until they are fetched
 * @param clock the time of day
 * @param crypto the primitives
 * @param random where secrets come from
 */
public record Ports(Http http, Store store, Clock clock, Crypto crypto, Random random) {}
