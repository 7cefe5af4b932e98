package io.github.latchkey.relay.http;

/**
 * What the relay answers a request with: a {@link Reply}, a {@link Wait} if there is nothing to say
 * yet, or a {@link Forward} if an API answers.
 */
public sealed interface Answer permits Reply, Wait, Forward {}
