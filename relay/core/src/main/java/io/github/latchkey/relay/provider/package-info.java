/** What is asked of the provider, and what its answer means. Sending and judging are apart. */
package io.github.latchkey.relay.provider;
