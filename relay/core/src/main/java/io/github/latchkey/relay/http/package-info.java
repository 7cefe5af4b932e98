/** Requests and replies, and what every route needs of HTTP: CORS, the cookie, rate limits. */
package io.github.latchkey.relay.http;
