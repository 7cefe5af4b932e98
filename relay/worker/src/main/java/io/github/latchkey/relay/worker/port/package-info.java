/** What the core asks of a host, from the platform: WebCrypto and {@code fetch}. */
package io.github.latchkey.relay.worker.port;
