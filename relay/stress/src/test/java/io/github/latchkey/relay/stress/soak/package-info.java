/**
 * The fault plan: users log in for the given time, while one fault after the other is caused to two
 * relays, their database and the provider. {@link io.github.latchkey.relay.stress.soak.FaultPlan}
 * runs it; {@code make soak} starts it.
 */
package io.github.latchkey.relay.stress.soak;
