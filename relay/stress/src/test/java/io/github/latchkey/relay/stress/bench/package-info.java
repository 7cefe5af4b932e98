/**
 * The relay beside a bare {@code HttpServer} that answers a constant; {@code make bench} runs
 * {@link io.github.latchkey.relay.stress.bench.RelayBench}.
 */
package io.github.latchkey.relay.stress.bench;
