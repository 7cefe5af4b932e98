/** Settings from what an issuer publishes of itself. */
package io.github.latchkey.relay.server.discovery;
