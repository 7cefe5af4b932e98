/** The core's ports on the JDK alone, and a store in memory. */
package io.github.latchkey.relay.server.port;
