/** Settings, parsed once into records: what is wrong stops the start, by name. */
package io.github.latchkey.relay.settings;
