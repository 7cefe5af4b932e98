/** The routes, a class each. */
package io.github.latchkey.relay.route;
