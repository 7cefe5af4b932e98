/** How fast the Worker is in workerd, on each store, beside another one that the reader brings. */
package io.github.latchkey.relay.worker.bench;
