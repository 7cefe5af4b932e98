/**
 * A plugin's side of a login through the relay.
 *
 * <p>A Framer plugin cannot receive tokens from the page that it opens: in the desktop app that
 * page is in another browser. So it asks a relay, with a key that nobody else has, until they are
 * there. {@link io.github.latchkey.client.OAuthClient} is what a plugin holds; behind it, a login
 * goes like this:
 *
 * <ol>
 *   <li>{@link io.github.latchkey.client.Logins} starts the one attempt that there may be, or lets
 *       a second caller join it.
 *   <li>{@link io.github.latchkey.client.Authorization} asks the relay ({@link
 *       io.github.latchkey.client.RelayEndpoint}) for the page to open and the read key to poll
 *       with (the relay makes the authorization request of RFC 6749 4.1.1, with PKCE, RFC 7636);
 *       {@link io.github.latchkey.client.Loopback} says whether that page may be opened.
 *   <li>{@link io.github.latchkey.client.Login} opens it for the person, and puts the key into the
 *       tab's storage ({@link io.github.latchkey.client.LoginMemory}), for a page that is reloaded
 *       meanwhile.
 *   <li>The person says yes to the provider, and the provider tells the relay (RFC 6749 4.1.2),
 *       which exchanges the code (4.1.3).
 *   <li>{@link io.github.latchkey.client.Poll} has been asking the relay all the time (RFC 8628 3.4
 *       and 3.5, where a device does the same), and gets the {@link
 *       io.github.latchkey.client.TokenResponse} (RFC 6749 5.1) or the reason why there is none
 *       ({@link io.github.latchkey.client.OAuthException}).
 *   <li>{@link io.github.latchkey.client.Session} keeps the tokens, and {@link
 *       io.github.latchkey.client.SnapshotStore} shows a new {@link
 *       io.github.latchkey.client.Snapshot}.
 * </ol>
 *
 * <p>From then on {@link io.github.latchkey.client.AuthorizedFetch} calls APIs with the access
 * token (RFC 6750 2.1), and {@link io.github.latchkey.client.Refresh} gets a new one (RFC 6749 6)
 * when {@link io.github.latchkey.client.Expiry} says that it is due, or an API that it is not good.
 *
 * <p>All of it is in the style of promises, on JavaScript's own objects and strings, because it is
 * shipped to browsers: that is a third smaller than Java's, and a window may only be opened while
 * the click is being handled. Every call of a function that a caller wrote goes through {@link
 * io.github.latchkey.client.js}, where JavaScript's own catch takes what Java's would not.
 */
package io.github.latchkey.client;
