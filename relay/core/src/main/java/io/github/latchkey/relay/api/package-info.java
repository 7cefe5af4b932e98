/** API calls that are passed on: what may pass, and what may come back. */
package io.github.latchkey.relay.api;
