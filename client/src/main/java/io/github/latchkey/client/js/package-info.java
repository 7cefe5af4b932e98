/**
 * The browser as the client uses it: what TeaVM has no types for, and calls of foreign functions.
 */
package io.github.latchkey.client.js;
