/**
 * The fault plan: people log in for as long as it is told, while one fault after the other is done
 * to two relays, their database and the provider. {@link
 * io.github.latchkey.relay.stress.soak.FaultPlan} runs it; {@code make soak} starts it.
 */
package io.github.latchkey.relay.stress.soak;
