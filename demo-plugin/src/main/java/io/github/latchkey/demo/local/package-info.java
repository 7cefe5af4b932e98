/**
 * Runs the demo on this machine: everything that a login needs, started in this order and stopped
 * in the other.
 *
 * <ol>
 *   <li>{@link io.github.latchkey.demo.local.DemoProvider} is who one logs in with;
 *   <li>the relay, as its own jar would run it;
 *   <li>{@link io.github.latchkey.demo.local.DemoApi} is what the plugin calls with the token;
 *   <li>Vite serves the plugin, and {@code framer-stand-in} opens it as Framer does: both are a
 *       {@link io.github.latchkey.demo.local.NodeServer}.
 * </ol>
 *
 * {@link io.github.latchkey.demo.local.Demo} holds them, {@link io.github.latchkey.demo.local.Main}
 * is the command.
 */
package io.github.latchkey.demo.local;
