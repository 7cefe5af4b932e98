/**
 * One secret a login, everything else derived from it, and one way to seal. The core has no other
 * cryptography than what is here, and none of its own: the primitives are the host's.
 */
package io.github.latchkey.relay.seal;
