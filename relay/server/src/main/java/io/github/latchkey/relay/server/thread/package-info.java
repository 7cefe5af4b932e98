/** The threads that answer requests, and how many there may be. */
package io.github.latchkey.relay.server.thread;
