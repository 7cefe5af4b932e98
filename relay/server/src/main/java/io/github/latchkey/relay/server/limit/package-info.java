/** How often requests may come, counted by address. */
package io.github.latchkey.relay.server.limit;
