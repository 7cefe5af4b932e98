package io.github.latchkey.relay.route;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Call;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Wait;
import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.provider.Outcome;
import io.github.latchkey.relay.seal.ReadKey;
import io.github.latchkey.relay.wire.Numbers;

/**
 * {@code POST /poll}: returns the outcome of a login to a caller who has its read key; the codes
 * are those of RFC 8628 section 3.5. Never asks the provider.
 */
public final class Poll implements Route {
  private static final int WAIT_SECONDS_MAX = 25;

  private final Plugin plugin;

  /** Makes the route. */
  public Poll(Plugin plugin) {
    this.plugin = plugin;
  }

  @Override
  public Answer answer(Call call) {
    String text = (call.isNative() ? call.body() : call.query()).get("readKey");
    if (!call.isNative() && !plugin.settings().isCompatible()) {
      return call.error(400, "invalid_request", "readKey belongs in the body.");
    }
    if (text == null) {
      return call.error(400, "invalid_request", "readKey is missing.");
    }
    String wait = call.isNative() ? call.body().get("wait") : null;
    int waitSeconds = wait == null ? 0 : Numbers.parse(wait, 0, WAIT_SECONDS_MAX);
    if (waitSeconds < 0) {
      return call.error(400, "invalid_request", "wait must be a whole number from 0 to 25.");
    }
    ReadKey readKey = ReadKey.read(text, plugin.keys());
    if (readKey == null) {
      return call.error(
          400,
          "invalid_request",
          "Unknown readKey. It was not issued by this relay, or the relay's RELAY_SECRET has changed.");
    }
    int heldSeconds = Math.min(waitSeconds, plugin.settings().pollSeconds());
    return new Attempt(call, readKey, heldSeconds).look(heldSeconds == 0);
  }

  /** One poll, looked at as often as its host asks. */
  private final class Attempt {
    private final Call call;
    private final ReadKey readKey;
    private final int waitSeconds;
    private final LoginRow login;

    Attempt(Call call, ReadKey readKey, int waitSeconds) {
      this.call = call.held();
      this.readKey = readKey;
      this.waitSeconds = waitSeconds;
      this.login =
          new LoginRow(
              plugin, readKey.secret().forRedirect(plugin.derivation()), readKey.expirySeconds());
    }

    Answer look(boolean waitPassed) {
      long nowMillis = plugin.ports().clock().nowMillis();
      if (readKey.isExpired(nowMillis)) {
        return noted(expired());
      }
      Store.Row row = login.read();
      if (row == null || LoginRow.isUnderWay(row)) {
        if (waitPassed) {
          return noted(call.error(404, "authorization_pending", "Not logged in yet."));
        }
        long leftMillis = readKey.expirySeconds() * 1000 - nowMillis;
        long waitMillis = Math.min(waitSeconds * 1000L, leftMillis);
        return new Wait(login.id(), waitMillis, true, this::look);
      }
      if (row.phase() != Store.Phase.SETTLED) {
        Reply over = expired();
        return noted(
            row.phase() == Store.Phase.UNKNOWN ? over.noted(LoginRow.UNKNOWN_VERSION) : over);
      }
      return noted(outcome(row));
    }

    private Reply outcome(Store.Row row) {
      Outcome outcome = login.open(row);
      if (outcome == null) {
        return expired().noted(LoginRow.UNKNOWN_VERSION);
      }
      return switch (outcome.kind()) {
        case TOKENS -> tokens(row, outcome);
        case DENIED -> call.error(403, "access_denied", "The person refused access.");
        default -> call.error(502, "server_error", "The provider refused to give tokens.");
      };
    }

    private Reply tokens(Store.Row row, Outcome outcome) {
      // The compatible key is in a URL, which others may have seen: its answer is given once.
      if (!call.isNative() && !login.take(row.attempt())) {
        return expired();
      }
      return Reply.json(200, outcome.tokens());
    }

    private Reply expired() {
      return call.error(410, "expired_token", "This login is over. Log in again.");
    }

    private Reply noted(Reply reply) {
      return reply.noted(login.note());
    }
  }
}
