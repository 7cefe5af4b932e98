/**
 * The three browser engines behind one small interface, for journeys that are written once: {@link
 * io.github.latchkey.testing.engine.Engine} has the pages, {@link
 * io.github.latchkey.testing.engine.EngineKind} starts them. Chromium and WebKit speak WebDriver,
 * Firefox WebDriver BiDi. Each runs headless, as Debian packages it, with a profile of its own that
 * goes with it.
 */
package io.github.latchkey.testing.engine;
