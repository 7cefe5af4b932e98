/**
 * What strangers send, made up by a fuzzer. Each target has one method that takes bytes and throws
 * where a promise is broken; {@code CorpusTest} feeds it what is kept in {@code src/test/fuzz} and
 * variations of that, {@code Fuzz} (by {@code make fuzz}) lets Jazzer look for more.
 */
package io.github.latchkey.relay.stress.fuzz;
