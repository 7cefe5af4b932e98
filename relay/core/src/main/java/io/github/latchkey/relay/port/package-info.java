/** What a host must give the core: no class here does any work. */
package io.github.latchkey.relay.port;
