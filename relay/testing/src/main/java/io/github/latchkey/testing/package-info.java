/**
 * What the tests of several modules share: {@link io.github.latchkey.testing.FakeProvider}, an
 * OAuth provider with faults to order, and {@link io.github.latchkey.testing.Chromium}.
 */
package io.github.latchkey.testing;
