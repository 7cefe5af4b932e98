package io.github.latchkey.relay.route;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.BrowserCookie;
import io.github.latchkey.relay.http.Call;
import io.github.latchkey.relay.http.Origin;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.page.Page;
import io.github.latchkey.relay.provider.ErrorCode;
import io.github.latchkey.relay.provider.Outcome;
import io.github.latchkey.relay.seal.State;
import io.github.latchkey.relay.seal.Ticket;
import io.github.latchkey.relay.settings.PluginSettings;

/**
 * {@code GET} and {@code POST /start}: the user confirms that the login is theirs. Without it a
 * caller who sends a victim a login link gets the victim's tokens (RFC 8628 section 5.4 describes
 * the attack for devices). What is confirmed here can be finished in this browser alone.
 */
public final class Start implements Route {
  public static final String PATH = "/start";

  private final Plugin plugin;

  /** Makes the route. */
  public Start(Plugin plugin) {
    this.plugin = plugin;
  }

  @Override
  public Answer answer(Call call) {
    boolean isPressed = call.request().method().equals("POST");
    byte[] cookie = plugin.cookie().read(call.request());
    // Another site must not press the button, whatever ticket it has.
    if (isPressed && !Origin.isExactly(call.request(), plugin.settings().publicOrigin())) {
      return Origin.noted(plugin.pages().show(403, Page.FAILED), call.request());
    }
    if (isPressed && cookie == null) {
      return plugin.pages().show(403, Page.OTHER_BROWSER).noted("no cookie");
    }
    String text = (isPressed ? call.body() : call.query()).get("ticket");
    Ticket ticket = text == null ? null : Ticket.read(text, plugin.keys());
    if (ticket == null) {
      return plugin.leave(Page.FAILED).noted("ticket was not issued by this relay");
    }
    LoginRow row = row(ticket);
    if (ticket.login().isExpired(plugin.ports().clock().nowMillis())) {
      return plugin.leave(Page.EXPIRED).noted("ticket has expired").noted(row.note());
    }
    if (!isPressed) {
      return ask(text, ticket, cookie).noted(row.note());
    }
    return switch (String.valueOf(call.body().get("action"))) {
      case "continue" -> go(ticket.login(), ticket.prompt(), cookie).noted(row.note());
      case "cancel" -> cancel(row);
      default -> plugin.pages().show(400, Page.FAILED);
    };
  }

  private LoginRow row(Ticket ticket) {
    State login = ticket.login();
    long readKeyExpiry = login.expirySeconds() + LoginRow.READ_KEY_OUTLIVES_SECONDS;
    return new LoginRow(plugin, login.secret(), readKeyExpiry);
  }

  /** Shows the page and touches no row: mail scanners follow links. */
  private Reply ask(String text, Ticket ticket, byte[] cookie) {
    String host = plugin.authorization().host(ticket.login().subdomain());
    PluginSettings settings = plugin.settings();
    String path = plugin.publicPath(PATH);
    Reply page =
        plugin.pages().confirm(settings.pluginName(), settings.pluginIcon(), host, path, text);
    // A browser keeps the value that it has: another tab may be at the provider with it.
    byte[] value = cookie == null ? plugin.ports().random().nextBytes(BrowserCookie.BYTES) : cookie;
    return plugin.cookie().give(page, value);
  }

  private Reply go(State login, String prompt, byte[] cookie) {
    String state = login.write(plugin.keys(), plugin.ports().crypto().sha256(cookie));
    String verifier = login.secret().codeVerifier(plugin.derivation());
    String url = plugin.authorization().url(state, verifier, prompt, login.subdomain());
    Reply reply = Reply.empty(303).with("Location", url);
    return reply.with("Referrer-Policy", "no-referrer");
  }

  /** The plugin hears of it at once; a login that has come further stays as it is. */
  private Answer cancel(LoginRow row) {
    Outcome outcome = Outcome.without(Outcome.Kind.DENIED, 0, ErrorCode.ACCESS_DENIED);
    if (row.isToBeLeftOut()) {
      return plugin.leave(Page.REFUSED).noted(row.note() + " cancelled, not kept");
    }
    String attempt = plugin.newAttempt();
    if (!row.reserve(attempt)) {
      return Redirect.show(plugin, row, false);
    }
    Reply reply = plugin.leave(row.settle(attempt, outcome) ? Page.REFUSED : Page.FAILED);
    return reply.noted(row.note()).noted("cancelled");
  }
}
