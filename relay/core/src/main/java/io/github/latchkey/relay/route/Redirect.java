package io.github.latchkey.relay.route;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Call;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Wait;
import io.github.latchkey.relay.page.Page;
import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.provider.Detail;
import io.github.latchkey.relay.provider.ErrorCode;
import io.github.latchkey.relay.provider.Outcome;
import io.github.latchkey.relay.seal.State;
import io.github.latchkey.relay.wire.Form;
import java.util.List;

/**
 * {@code GET /redirect}: where the provider sends the person back (RFC 6749 section 4.1.2). Opens
 * the state, checks {@code iss}, reserves the login's row, exchanges the code, settles the row, and
 * only then tells the person.
 */
public final class Redirect implements Route {
  /** A second arrival waits for the first a little longer than the provider may take. */
  private static final long SECOND_ARRIVAL_WAIT_MILLIS = 12_000;

  /** The parameters that are read (RFC 6749 section 4.1.2, RFC 9207): others are ignored. */
  public static final List<String> FIELDS =
      List.of("state", "code", "error", "iss", "error_description");

  /** Only for the log of a developer, so it may be malformed. */
  private static final String DESCRIPTION = "error_description";

  private final Plugin plugin;

  /** Creates the route. */
  public Redirect(Plugin plugin) {
    this.plugin = plugin;
  }

  @Override
  public Answer answer(Call call) {
    Form query = call.query();
    String stateText = query.get("state");
    if (query.count("state") != 1) {
      boolean isRefusal = query.get("error") != null;
      String note = stateText == null ? "no state" : "state is repeated";
      return plugin.leave(isRefusal ? Page.REFUSED : Page.FAILED).noted(note);
    }
    byte[] browser = browser(call);
    if (browser == null) {
      return plugin.leave(Page.OTHER_BROWSER).noted("no cookie");
    }
    State state = State.read(stateText, plugin.keys(), browser);
    if (state == null && browser.length > 0) {
      return plugin.leave(Page.OTHER_BROWSER).noted("state is not this browser's");
    }
    if (state == null) {
      return plugin.leave(Page.FAILED).noted("state was not issued by this relay");
    }
    if (state.isExpired(plugin.ports().clock().nowMillis())) {
      return plugin.leave(Page.EXPIRED).noted("state has expired");
    }
    String iss = query.get("iss");
    String issuer = plugin.settings().provider().authorization().issuer();
    if (issuer != null && iss != null && !iss.equals(issuer)) {
      // RFC 9207 section 2.4: another server's answer; the login itself stays open.
      return plugin.leave(Page.FAILED).noted("iss is not ISSUER");
    }
    if (iss == null && plugin.settings().provider().authorization().isIssuerRequired()) {
      return plugin.leave(Page.FAILED).noted("iss is missing");
    }
    String code = query.get("code");
    String error = query.get("error");
    if (error != null && error.isEmpty()) {
      error = null; // some providers send both, one of them empty
    }
    if (query.count("code") > 1 || query.count("error") > 1 || query.count("iss") > 1) {
      // Which of the two is meant cannot be known, so neither is used.
      code = null;
      error = "invalid_request";
    }
    if ((code == null || code.isEmpty()) == (error == null)) {
      return plugin.leave(Page.FAILED).noted("neither or both of code and error");
    }
    long readKeyExpiry = state.expirySeconds() + LoginRow.READ_KEY_OUTLIVES_SECONDS;
    LoginRow row = new LoginRow(plugin, state.secret(), readKeyExpiry);
    if (error != null && row.isToBeLeftOut()) {
      return plugin
          .leave(pageFor(refusal(error, query.get(DESCRIPTION))))
          .noted(row.note() + " not kept");
    }
    String attempt = plugin.newAttempt();
    if (!row.reserve(attempt)) {
      return show(plugin, row, false);
    }
    Outcome outcome;
    try {
      outcome =
          error == null
              ? plugin
                  .provider()
                  .exchange(
                      code, state.secret().codeVerifier(plugin.derivation()), state.subdomain())
              : refusal(error, query.get(DESCRIPTION));
    } catch (RuntimeException e) {
      row.undo(attempt);
      throw e;
    }
    return finish(row, attempt, outcome);
  }

  /** What a state is bound to; null where confirmation is on and there is no cookie. */
  private byte[] browser(Call call) {
    if (!plugin.settings().isConfirmed()) {
      return new byte[0];
    }
    byte[] cookie = plugin.cookie().read(call.request());
    return cookie == null ? null : plugin.ports().crypto().sha256(cookie);
  }

  private Reply finish(LoginRow row, String attempt, Outcome outcome) {
    Reply reply;
    if (outcome.kind() == Outcome.Kind.UNAVAILABLE) {
      row.undo(attempt);
      reply = plugin.pages().show(503, Page.TRY_AGAIN);
    } else {
      // The plugin receives "expired" for a row that is no longer this attempt's, so the page
      // agrees.
      reply = plugin.leave(row.settle(attempt, outcome) ? pageFor(outcome) : Page.FAILED);
    }
    return reply.noted(row.note()).noted(outcome.note());
  }

  private Outcome refusal(String error, String description) {
    String code = ErrorCode.of(error);
    boolean isDenied = code.equals(ErrorCode.ACCESS_DENIED);
    Outcome outcome =
        Outcome.without(isDenied ? Outcome.Kind.DENIED : Outcome.Kind.REFUSED, 0, code);
    return plugin.settings().provider().isDetailLogged()
        ? outcome.withDetail(Detail.of(error, description))
        : outcome;
  }

  /** A second arrival never asks the provider: it shows what the row says. */
  static Answer show(Plugin plugin, LoginRow login, boolean waitPassed) {
    Store.Row row = login.read();
    if (row != null && LoginRow.isUnderWay(row) && !waitPassed) {
      Wait.Resumption resumption = passed -> show(plugin, login, passed);
      return new Wait(login.id(), SECOND_ARRIVAL_WAIT_MILLIS, false, resumption);
    }
    Reply reply;
    if (row == null || LoginRow.isUnderWay(row)) {
      reply = plugin.pages().show(503, Page.TRY_AGAIN);
    } else if (row.phase() == Store.Phase.SETTLED) {
      Outcome outcome = login.open(row);
      reply =
          outcome == null
              ? plugin.leave(Page.EXPIRED).noted(LoginRow.UNKNOWN_VERSION)
              : plugin.leave(pageFor(outcome));
    } else {
      reply = plugin.leave(row.phase() == Store.Phase.TAKEN ? Page.DONE : Page.FAILED);
    }
    return reply.noted(login.note()).noted("again");
  }

  private static Page pageFor(Outcome outcome) {
    return switch (outcome.kind()) {
      case TOKENS -> Page.DONE;
      case DENIED -> Page.REFUSED;
      default -> Page.FAILED;
    };
  }
}
