/**
 * The confirmation page in Chromium, Firefox and WebKit, as Debian packages them. {@code mvn
 * verify} leaves these tests out, {@code mvn verify -Pbrowsers} runs them alone.
 */
package io.github.latchkey.relay.browser.engines;
