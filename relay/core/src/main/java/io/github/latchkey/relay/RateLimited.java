package io.github.latchkey.relay;

import io.github.latchkey.relay.http.Call;
import io.github.latchkey.relay.http.RateLimit;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.page.Page;
import io.github.latchkey.relay.page.Pages;

/**
 * The answer to a caller who sends too many requests (RFC 6585 section 4). Published plugins know
 * no such answer: they take any status but 200 and 404 at {@code /poll} for the end of the login.
 */
final class RateLimited {
  private RateLimited() {}

  static Reply reply(Endpoint endpoint, Call call, Pages pages, int retryAfterSeconds) {
    Reply reply = of(endpoint, call, pages).with("Retry-After", "" + retryAfterSeconds);
    return reply.noted("too often");
  }

  private static Reply of(Endpoint endpoint, Call call, Pages pages) {
    String description = "Too many requests come from this address.";
    if (endpoint.rateLimit() == RateLimit.API) {
      return Reply.text(429, description);
    }
    if (!endpoint.isForPlugins()) {
      return pages.show(429, Page.TOO_OFTEN);
    }
    if (endpoint.rateLimit() == RateLimit.POLL) {
      return call.isNative()
          ? call.error(429, "slow_down", description)
          : call.error(404, "slow_down", description);
    }
    return call.error(call.isNative() ? 429 : 503, "temporarily_unavailable", description);
  }
}
