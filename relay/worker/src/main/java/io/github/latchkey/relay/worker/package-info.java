/**
 * The relay on Cloudflare Workers: the core, compiled by TeaVM, behind a {@code fetch} handler.
 *
 * <ol>
 *   <li>{@link io.github.latchkey.relay.worker.Worker} is what JavaScript sees of all this; {@code
 *       src/main/js/index.js} gives it the names that the platform wants.
 *   <li>{@link io.github.latchkey.relay.worker.Settings} reads the Worker's variables and secrets.
 *   <li>{@link io.github.latchkey.relay.worker.Invocation} is one request on its way to the core
 *       and back.
 *   <li>{@link io.github.latchkey.relay.worker.port} has what the core asks of a host, {@link
 *       io.github.latchkey.relay.worker.store} where the rows lie and where polls wait.
 * </ol>
 *
 * <p>The core is synchronous. It runs in one of TeaVM's threads, which {@code JSPromise.await()}
 * suspends; no thread of the platform is held meanwhile.
 */
package io.github.latchkey.relay.worker;
