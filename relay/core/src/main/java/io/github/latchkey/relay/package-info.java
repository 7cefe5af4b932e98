/**
 * The relay's core: requests in, replies out, no I/O of its own. A login, step by step:
 *
 * <ol>
 *   <li>The plugin asks where to log in: {@link io.github.latchkey.relay.route.Authorize}. The
 *       relay draws a {@link io.github.latchkey.relay.seal.LoginSecret}, gives the plugin a {@link
 *       io.github.latchkey.relay.seal.ReadKey} made of it, and stores nothing.
 *   <li>The plugin opens {@link io.github.latchkey.relay.route.Start} with a {@link
 *       io.github.latchkey.relay.seal.Ticket}: the person confirms that the login is theirs, and
 *       the {@link io.github.latchkey.relay.http.BrowserCookie} tells their browser from any other
 *       (<a href="https://www.rfc-editor.org/rfc/rfc8628#section-5.4">RFC 8628 section 5.4</a>
 *       describes what that is against).
 *   <li>The browser goes to the provider's page, {@link
 *       io.github.latchkey.relay.provider.AuthorizationEndpoint}, with a {@link
 *       io.github.latchkey.relay.seal.State} that opens in this browser alone (<a
 *       href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1">RFC 6749 section 4.1.1</a>) and
 *       a code challenge (<a href="https://www.rfc-editor.org/rfc/rfc7636#section-4.3">RFC 7636
 *       section 4.3</a>).
 *   <li>The plugin polls: {@link io.github.latchkey.relay.route.Poll} says that it is too early (<a
 *       href="https://www.rfc-editor.org/rfc/rfc8628#section-3.5">RFC 8628 section 3.5</a>), or
 *       gives a {@link io.github.latchkey.relay.http.Wait}, which the host holds.
 *   <li>The provider sends the person back (<a
 *       href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749 section 4.1.2</a>):
 *       {@link io.github.latchkey.relay.route.Redirect} opens the state and reserves the login's
 *       row in the {@link io.github.latchkey.relay.port.Store}.
 *   <li>It exchanges the code, once (<a
 *       href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3">RFC 6749 section 4.1.3</a>):
 *       {@link io.github.latchkey.relay.provider.TokenEndpoint}.
 *   <li>The {@link io.github.latchkey.relay.provider.Outcome} is sealed ({@link
 *       io.github.latchkey.relay.seal.Seal}) under a key that the read key leads to and that is
 *       kept nowhere, and settled into the row.
 *   <li>The person reads how it went: {@link io.github.latchkey.relay.route.ResultPage}.
 *   <li>The poll that waited is asked again, opens the row, and gives the tokens.
 *   <li>Later the plugin asks for new ones (<a
 *       href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749 section 6</a>): {@link
 *       io.github.latchkey.relay.route.Refresh}.
 *   <li>Where its API refuses browsers, calls pass through {@link
 *       io.github.latchkey.relay.route.Api}; a plugin that logs out takes its token back by {@link
 *       io.github.latchkey.relay.route.Revoke}.
 * </ol>
 *
 * <p>Everything comes in by {@link io.github.latchkey.relay.Relay#handle}; what a host must give is
 * in {@link io.github.latchkey.relay.port}; what is read from the wire is read by {@link
 * io.github.latchkey.relay.wire}.
 */
package io.github.latchkey.relay;
