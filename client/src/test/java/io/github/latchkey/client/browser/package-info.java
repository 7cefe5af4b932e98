/**
 * The compiled module in Chromium, against the real relay and a provider that does wrong when asked
 * to. {@link io.github.latchkey.client.browser.Stage} is what each test plays on.
 */
package io.github.latchkey.client.browser;
