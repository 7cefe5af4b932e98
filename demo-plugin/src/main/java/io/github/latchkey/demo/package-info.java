/**
 * A Framer plugin in Java: it logs in, calls an API with what it got, imports a table from there,
 * and logs out.
 *
 * <ol>
 *   <li>{@link io.github.latchkey.demo.App} holds the client and chooses the view;
 *   <li>{@link io.github.latchkey.demo.SignedOutView} starts a login, and says why the last one
 *       failed;
 *   <li>{@link io.github.latchkey.demo.WaitingView} shows it until it ends;
 *   <li>{@link io.github.latchkey.demo.SignedInView} calls the API through {@link
 *       io.github.latchkey.demo.ProfileCalls}, and logs out;
 *   <li>{@link io.github.latchkey.demo.ImportView} fills a collection of Framer's CMS through
 *       {@link io.github.latchkey.demo.cms}, {@link io.github.latchkey.demo.SyncView} does so
 *       without a window.
 * </ol>
 *
 * TeaVM compiles this package to JavaScript; {@code src/main/web/plugin.js} starts it.
 */
package io.github.latchkey.demo;
