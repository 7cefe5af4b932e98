/** The pages that a user's browser shows. */
package io.github.latchkey.relay.page;
