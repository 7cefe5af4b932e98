/** How often, and how many at once: counted by address, or towards a provider. */
package io.github.latchkey.relay.server.limit;
