package io.github.latchkey.relay.route;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Call;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.seal.LoginSecret;
import io.github.latchkey.relay.seal.ReadKey;
import io.github.latchkey.relay.seal.RedirectSecret;
import io.github.latchkey.relay.seal.State;
import io.github.latchkey.relay.seal.Ticket;
import io.github.latchkey.relay.wire.JsonWriter;
import io.github.latchkey.relay.wire.Utf8;
import java.util.List;

/**
 * {@code POST /authorize}: draws a login secret, and tells the plugin where to send the person (RFC
 * 6749 section 4.1.1) and what to poll with. Nothing is stored.
 */
public final class Authorize implements Route {
  private static final int INTERVAL_SECONDS = 2;
  private static final List<String> PROMPTS = List.of("login", "consent", "select_account");

  private final Plugin plugin;

  /** Makes the route. */
  public Authorize(Plugin plugin) {
    this.plugin = plugin;
  }

  @Override
  public Answer answer(Call call) {
    String prompt = call.body().get("prompt");
    if (prompt != null && !PROMPTS.contains(prompt)) {
      return call.error(400, "invalid_request", "prompt must be login, consent or select_account.");
    }
    String subdomain = Subdomain.of(call, plugin);
    if (subdomain == null) {
      return Subdomain.refuse(call, plugin);
    }
    int loginSeconds = plugin.settings().loginSeconds();
    // Rounded up: nobody gets less time than was promised.
    long expirySeconds = (plugin.ports().clock().nowMillis() + 999) / 1000 + loginSeconds;
    LoginSecret secret = LoginSecret.draw(plugin.ports().random());
    RedirectSecret redirectSecret = secret.forRedirect(plugin.derivation());
    ReadKey readKey = new ReadKey(secret, expirySeconds + LoginRow.READ_KEY_OUTLIVES_SECONDS);
    State login = new State(redirectSecret, expirySeconds, subdomain);

    JsonWriter json = new JsonWriter();
    json.member("url", url(login, prompt == null ? "" : prompt));
    json.member("readKey", readKey.write(plugin.keys()));
    json.member("expires_in", loginSeconds).member("interval", INTERVAL_SECONDS);
    json.member("scope", plugin.settings().provider().authorization().scope());
    LoginRow row = new LoginRow(plugin, redirectSecret, readKey.expirySeconds());
    return Reply.json(200, Utf8.encode(json.end())).noted(row.note());
  }

  /** Where the person goes first: to our own page, or straight to the provider's. */
  private String url(State login, String prompt) {
    if (plugin.settings().isConfirmed()) {
      String path = plugin.publicPath(Start.PATH) + "?ticket=";
      return plugin.settings().publicOrigin()
          + path
          + new Ticket(login, prompt).write(plugin.keys());
    }
    String verifier = login.secret().codeVerifier(plugin.derivation());
    String state = login.write(plugin.keys(), new byte[0]);
    return plugin.authorization().url(state, verifier, prompt, login.subdomain());
  }
}
