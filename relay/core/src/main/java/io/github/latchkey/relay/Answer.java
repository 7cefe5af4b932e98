package io.github.latchkey.relay;

/** What {@link Relay#handle} gives: a {@link Reply}, or a {@link Wait} where it is too early. */
public sealed interface Answer permits Reply, Wait {}
