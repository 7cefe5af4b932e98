/**
 * The relay's host on the JDK: {@code com.sun.net.httpserver}, its threads, TLS, and requests that
 * wait without a thread. How a request goes through:
 *
 * <ol>
 *   <li>{@link io.github.latchkey.relay.server.RelayServer} listens;
 *   <li>{@link io.github.latchkey.relay.server.RequestHandler} hands the request to the core;
 *   <li>where it is too early, {@link io.github.latchkey.relay.server.wait.LongPolls} holds it
 *       until {@link io.github.latchkey.relay.server.wait.SignallingStore} tells of a change;
 *   <li>an API call is passed on by {@link io.github.latchkey.relay.server.api.PassThrough};
 *   <li>{@link io.github.latchkey.relay.server.log.RelayLog} prints one line.
 * </ol>
 */
package io.github.latchkey.relay.server;
