/** The platform's own types, as far as the relay touches them. */
package io.github.latchkey.relay.worker.js;
