/** API calls, passed on by the JDK's client with their bodies streamed both ways. */
package io.github.latchkey.relay.server.api;
