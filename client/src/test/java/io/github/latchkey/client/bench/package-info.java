/**
 * What {@code make bench} runs: the client beside what a plugin author could pick instead, in one
 * run, on loopback. No test: a figure is not right or wrong, and depends on the machine.
 */
package io.github.latchkey.client.bench;
