/** The Worker in the runtime that Cloudflare has, for the tests of several modules. */
package io.github.latchkey.testing.worker;
