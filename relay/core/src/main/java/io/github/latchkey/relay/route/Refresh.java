package io.github.latchkey.relay.route;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Call;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Wait;
import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.port.StoreException;
import io.github.latchkey.relay.port.StoreFullException;
import io.github.latchkey.relay.provider.ErrorCode;
import io.github.latchkey.relay.provider.Outcome;

/**
 * {@code POST /refresh}: new tokens for a refresh token (RFC 6749 section 6). One refresh of a
 * token at a time; one that comes meanwhile gets the same outcome. Where the provider rotates (RFC
 * 9700 section 4.14), the answer is repeated for a minute, because a lost answer would look like
 * theft when it is asked for again.
 */
public final class Refresh implements Route {
  private static final int RETRY_AFTER_SECONDS = 5;
  private static final int LOOKS_MAX = 4;

  private final Plugin plugin;

  /** Makes the route. */
  public Refresh(Plugin plugin) {
    this.plugin = plugin;
  }

  @Override
  public Answer answer(Call call) {
    if (!call.isNative() && !plugin.settings().isCompatible()) {
      return call.error(400, "invalid_request", "refresh_token belongs in the body.");
    }
    String name = call.isNative() ? "refresh_token" : "code";
    String refreshToken = (call.isNative() ? call.body() : call.query()).get(name);
    if (refreshToken == null || refreshToken.isEmpty()) {
      return call.error(400, "invalid_request", name + " is missing.");
    }
    String subdomain = Subdomain.of(call, plugin);
    if (subdomain == null) {
      return Subdomain.refuse(call, plugin);
    }
    return look(call, new RefreshRow(plugin, refreshToken, subdomain), null, false);
  }

  /**
   * Does what the row says, and reads it again where another request was quicker.
   *
   * @param awaitedAttempt the attempt that this request has waited for, or null
   */
  private Answer look(Call call, RefreshRow refresh, String awaitedAttempt, boolean waitPassed) {
    for (int i = 0; i < LOOKS_MAX; i++) {
      Store.Row row = refresh.read();
      if (row != null && RefreshRow.isUnderWay(row)) {
        return waitPassed ? unavailable(call, 0) : wait(call, refresh, row);
      }
      if (row != null && row.phase() == Store.Phase.SETTLED) {
        RefreshRow.Settled settled = refresh.open(row);
        if (settled != null && (settled.isRotated() || row.attempt().equals(awaitedAttempt))) {
          return reply(call, settled.outcome()).noted("again");
        }
        // An outcome for others, who waited for it: a later request asks the provider again.
      }
      String attempt = plugin.newAttempt();
      try {
        if (refresh.reserve(attempt, row == null ? null : row.attempt())) {
          return ask(call, refresh, attempt);
        }
      } catch (StoreFullException e) {
        // Without a row a lost answer stays lost; without an answer the session would be.
        Outcome outcome = plugin.provider().refresh(refresh.token(), refresh.subdomain());
        return reply(call, outcome).noted("not stored: " + e.getMessage());
      }
    }
    return unavailable(call, 0);
  }

  private Wait wait(Call call, RefreshRow refresh, Store.Row row) {
    long waitMillis = RefreshRow.RESERVATION_MAX_MILLIS - row.ageMillis();
    String attempt = row.attempt();
    return new Wait(
        refresh.id(), waitMillis, false, passed -> look(call, refresh, attempt, passed));
  }

  private Reply ask(Call call, RefreshRow refresh, String attempt) {
    Outcome outcome;
    try {
      outcome = plugin.provider().refresh(refresh.token(), refresh.subdomain());
    } catch (RuntimeException e) {
      refresh.undo(attempt);
      throw e;
    }
    Reply reply = reply(call, outcome);
    try {
      refresh.settle(attempt, outcome);
    } catch (StoreException e) {
      // The old token may be rotated away: these tokens must reach the one who asked.
      reply = reply.noted("not stored: " + e.getMessage());
    }
    return reply;
  }

  private Reply reply(Call call, Outcome outcome) {
    Reply reply =
        switch (outcome.kind()) {
          case TOKENS -> Reply.json(200, outcome.tokens());
          case UNAVAILABLE -> unavailable(call, outcome.retryAfterSeconds());
          default -> refused(call, outcome);
        };
    return reply.noted(outcome.note());
  }

  private static Reply refused(Call call, Outcome outcome) {
    if (outcome.error().equals(ErrorCode.INVALID_GRANT)) {
      return call.error(400, ErrorCode.INVALID_GRANT, "Access was taken away. Log in again.");
    }
    return refused(call, outcome, "The provider refused to give tokens.");
  }

  /** A refusal without a code of its own keeps the class of the provider's status. */
  static Reply refused(Call call, Outcome outcome, String description) {
    return call.error(outcome.providerStatus() >= 400 ? 400 : 502, "server_error", description);
  }

  /** No verdict; the seconds are the provider's, 0 where it named none. */
  static Reply unavailable(Call call, int seconds) {
    int retryAfterSeconds = seconds == 0 ? RETRY_AFTER_SECONDS : seconds;
    Reply reply =
        call.error(503, "temporarily_unavailable", "The provider gives no answer for now.");
    return reply.with("Retry-After", Integer.toString(retryAfterSeconds));
  }
}
