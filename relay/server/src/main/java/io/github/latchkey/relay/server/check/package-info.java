/** What {@code --check} looks at before an operator trusts a relay with a login. */
package io.github.latchkey.relay.server.check;
