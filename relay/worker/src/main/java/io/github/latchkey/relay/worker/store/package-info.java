/** Where rows lie, and where a poll that is too early waits. */
package io.github.latchkey.relay.worker.store;
