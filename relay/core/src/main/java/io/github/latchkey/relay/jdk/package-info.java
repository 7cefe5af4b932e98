/**
 * The ports on a JVM: its cryptography and HTTP client, the store in memory, the presets in the
 * jar. The Worker reaches none of them.
 */
package io.github.latchkey.relay.jdk;
