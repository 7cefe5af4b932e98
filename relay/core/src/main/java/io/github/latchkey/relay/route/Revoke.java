package io.github.latchkey.relay.route;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Call;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.provider.Outcome;

/**
 * {@code POST /revoke}: takes a token back at the provider (RFC 7009), for a plugin that logs out.
 * There where the provider has an endpoint for it, and in the native dialect alone.
 */
public final class Revoke implements Route {
  private static final String TOKEN = "token";

  private final Plugin plugin;

  /** Makes the route. */
  public Revoke(Plugin plugin) {
    this.plugin = plugin;
  }

  @Override
  public Answer answer(Call call) {
    if (plugin.settings().provider().endpoints().revocation() == null) {
      // A route all the same: without CORS headers each logout would be an error on the console.
      return call.error(404, "invalid_request", "This relay's provider revokes no tokens.");
    }
    String token = call.body().get(TOKEN);
    if (token == null || token.isEmpty()) {
      return call.error(400, "invalid_request", "token belongs in the body.");
    }
    String subdomain = Subdomain.of(call, plugin);
    if (subdomain == null) {
      return Subdomain.refuse(call, plugin);
    }
    Outcome outcome = plugin.provider().revoke(token, subdomain);
    Reply reply =
        switch (outcome.kind()) {
          case REVOKED -> Reply.empty(200);
          case UNAVAILABLE -> Refresh.unavailable(call, outcome.retryAfterSeconds());
          default -> Refresh.refused(call, outcome, "The provider did not revoke the token.");
        };
    return reply.noted(outcome.note());
  }
}
