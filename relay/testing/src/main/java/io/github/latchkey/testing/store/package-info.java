/** What every store of the relay must do, wherever it lies: each store's tests extend it. */
package io.github.latchkey.testing.store;
