/** What every route shares: the parsed call, the replies, the pages. */
package io.github.latchkey.relay.exchange;
