/** What the relay reads before it starts: {@code .dev.vars}, certificates and keys. */
package io.github.latchkey.relay.server.settings;
