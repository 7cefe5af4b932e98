/**
 * Runs the demo on this machine: everything that a login needs, started in this order and stopped
 * in the other.
 *
 * <ol>
 *   <li>{@link io.github.latchkey.demo.local.DemoProvider} is who one logs in with;
 *   <li>the relay, as its own jar would run it;
 *   <li>{@link io.github.latchkey.demo.local.DemoApi} is what the plugin calls with the token;
 *   <li>{@link io.github.latchkey.demo.local.ViteServer} serves the plugin, as it does while one
 *       writes it;
 *   <li>{@link io.github.latchkey.demo.local.HostPages} opens it as Framer does.
 * </ol>
 *
 * {@link io.github.latchkey.demo.local.Demo} holds them, {@link io.github.latchkey.demo.local.Main}
 * is the command.
 */
package io.github.latchkey.demo.local;
