package io.github.latchkey.relay.http;

import io.github.latchkey.relay.Relay;

/**
 * What {@link Relay#handle} gives: a {@link Reply}, a {@link Wait} where it is too early, or a
 * {@link Forward} where an API answers.
 */
public sealed interface Answer permits Reply, Wait, Forward {}
