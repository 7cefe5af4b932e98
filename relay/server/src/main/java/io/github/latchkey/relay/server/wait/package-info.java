/** Polls that are held until the row that they wait for changes. */
package io.github.latchkey.relay.server.wait;
