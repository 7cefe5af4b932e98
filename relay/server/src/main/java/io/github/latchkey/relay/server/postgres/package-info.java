/** PostgreSQL as the store that several relays share; relay/STORAGE.md says what lies in it. */
package io.github.latchkey.relay.server.postgres;
