package io.github.latchkey.relay.route;

import io.github.latchkey.relay.Answer;
import io.github.latchkey.relay.exchange.Call;
import io.github.latchkey.relay.exchange.Replies;
import io.github.latchkey.relay.seal.LoginSecret;
import io.github.latchkey.relay.seal.ReadKey;
import io.github.latchkey.relay.seal.RedirectSecret;
import io.github.latchkey.relay.seal.State;
import io.github.latchkey.relay.settings.ProviderSettings;
import io.github.latchkey.relay.wire.Base64Url;
import io.github.latchkey.relay.wire.Form;
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
  public String path() {
    return "/authorize";
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public boolean isForPlugins() {
    return true;
  }

  @Override
  public List<String> nativeFields() {
    return List.of("prompt", Subdomain.NAME);
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
    String state = new State(redirectSecret, expirySeconds, subdomain).write(plugin.keys());

    JsonWriter json = new JsonWriter();
    json.member("url", url(redirectSecret, state, prompt, subdomain));
    json.member("readKey", readKey.write(plugin.keys()));
    json.member("expires_in", loginSeconds).member("interval", INTERVAL_SECONDS);
    json.member("scope", plugin.settings().provider().scope());
    LoginRow row = new LoginRow(plugin, redirectSecret, readKey.expirySeconds());
    return Replies.noted(Replies.json(200, Utf8.encode(json.end())), row.note());
  }

  private String url(RedirectSecret secret, String state, String prompt, String subdomain) {
    ProviderSettings provider = plugin.settings().provider();
    Form form = new Form().add("response_type", "code").add("client_id", provider.clientId());
    form.add("redirect_uri", provider.redirectUri().text());
    if (!provider.scope().isEmpty()) {
      form.add("scope", provider.scope());
    }
    form.add("state", state);
    if (provider.isPkce()) {
      byte[] verifier = Utf8.encode(secret.codeVerifier(plugin.derivation()));
      form.add("code_challenge", Base64Url.encode(plugin.ports().crypto().sha256(verifier)));
      form.add("code_challenge_method", "S256");
    }
    for (String name : provider.authorizeParams().names()) {
      if (prompt == null || !name.equals("prompt")) {
        form.add(name, provider.authorizeParams().get(name));
      }
    }
    if (prompt != null) {
      form.add("prompt", prompt);
    }
    String ownQuery = provider.authorizeEndpoint().query();
    String query = ownQuery == null || ownQuery.isEmpty() ? "" : ownQuery + "&";
    return provider.authorizeEndpoint().at(subdomain).withoutQuery() + "?" + query + form.encode();
  }
}
