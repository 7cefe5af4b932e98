/**
 * A Framer plugin in Java: it logs in, calls an API with what it got, and logs out.
 *
 * <ol>
 *   <li>{@link io.github.latchkey.demo.App} holds the client and chooses the view;
 *   <li>{@link io.github.latchkey.demo.SignedOutView} starts a login, and says why the last one
 *       failed;
 *   <li>{@link io.github.latchkey.demo.WaitingView} shows it until it ends;
 *   <li>{@link io.github.latchkey.demo.SignedInView} calls the API through {@link
 *       io.github.latchkey.demo.ProfileCalls}, and logs out.
 * </ol>
 *
 * TeaVM compiles this package to JavaScript; {@code src/main/web/plugin.js} starts it.
 */
package io.github.latchkey.demo;
