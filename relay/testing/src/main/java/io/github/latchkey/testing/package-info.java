/** What the tests of several modules share: a provider with faults to order, and Chromium. */
package io.github.latchkey.testing;
