/** The log: one line per request, and where it is written. */
package io.github.latchkey.relay.server.log;
