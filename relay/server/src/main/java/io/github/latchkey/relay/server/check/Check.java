package io.github.latchkey.relay.server.check;

import io.github.latchkey.relay.jdk.JdkHttp;
import io.github.latchkey.relay.server.postgres.PostgresStore;
import io.github.latchkey.relay.server.settings.ListenAddress;
import io.github.latchkey.relay.server.settings.Tls;
import io.github.latchkey.relay.server.settings.TrustedProxies;
import io.github.latchkey.relay.settings.PluginSettings;
import io.github.latchkey.relay.settings.ProviderSettings;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.relay.settings.SettingsException;
import io.github.latchkey.relay.settings.StoreSettings;
import io.github.latchkey.relay.settings.WebUrl;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code --check}: settings, TLS files, the store and each endpoint of each provider, a line each
 * that begins with {@code ok}, {@code warning}, {@code skipped} or {@code failed}. The database's
 * table is made where there is none, as the start does; providers are asked to exchange a code that
 * they never issued.
 */
public final class Check {
  private final RelaySettings settings;
  private final PrintStream out;
  private boolean hasFailed;

  private Check(RelaySettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /**
   * Runs all of it.
   *
   * @param settings which have been parsed, so that only what they point to is left to look at
   * @param out gets the lines
   * @return whether nothing failed
   */
  public static boolean run(RelaySettings settings, PrintStream out) {
    Check check = new Check(settings, out);
    check.run();
    return !check.hasFailed;
  }

  private void run() {
    for (PluginSettings plugin : settings.plugins()) {
      say("ok", "settings", "of " + plugin.publicOrigin() + plugin.basePath() + " can be used");
    }
    settings.warnings().forEach(warning -> say("warning", "settings", warning));
    proxies();
    tls();
    store();
    for (PluginSettings plugin : settings.plugins()) {
      provider(plugin);
    }
  }

  private void proxies() {
    try {
      TrustedProxies proxies = TrustedProxies.parse(settings.trustedProxies());
      ListenAddress address = ListenAddress.of(settings, proxies);
      if (address.warning() != null) {
        say("warning", "ADDRESS", "is not set. " + address.warning());
      }
    } catch (SettingsException e) {
      fail(e);
    }
  }

  private void tls() {
    if (settings.tlsCert() == null) {
      boolean isHttps = settings.plugin().publicOrigin().startsWith("https:");
      say(
          "skipped",
          "TLS_CERT",
          isHttps ? "is not set: a proxy has to serve https" : "is not set, and http is served");
      return;
    }
    try {
      String warning = Tls.load(settings.tlsCert(), settings.tlsKey()).warning();
      if (warning == null) {
        say("ok", "TLS_CERT", "and TLS_KEY belong together, and today is within their time");
      } else {
        say("failed", "TLS_CERT", warning);
      }
    } catch (SettingsException e) {
      fail(e);
    }
  }

  private void store() {
    StoreSettings store = settings.store();
    if (store.url() == null) {
      say("ok", "STORE", "is memory");
      return;
    }
    long start = System.nanoTime();
    try (PostgresStore opened = PostgresStore.open(store)) {
      opened.read("check");
      long millis = (System.nanoTime() - start) / 1_000_000;
      say("ok", "STORE", "connects, and its table can be read, within " + millis + " ms");
    } catch (SettingsException e) {
      fail(e);
    } catch (IOException e) {
      // Its message begins with STORE.
      say("failed", e.getMessage(), "");
    } catch (RuntimeException e) {
      say("failed", "STORE", "has a table that cannot be read: " + e.getMessage());
    }
  }

  private void provider(PluginSettings plugin) {
    ProviderSettings provider = plugin.provider();
    Map<String, WebUrl> endpoints = new LinkedHashMap<>();
    endpoints.put("AUTHORIZE_ENDPOINT", provider.endpoints().authorize());
    endpoints.put("TOKEN_ENDPOINT", provider.endpoints().token());
    if (!provider.endpoints().refresh().equals(provider.endpoints().token())) {
      endpoints.put("REFRESH_ENDPOINT", provider.endpoints().refresh());
    }
    if (provider.endpoints().revocation() != null) {
      endpoints.put("REVOCATION_ENDPOINT", provider.endpoints().revocation());
    }
    String prefix = plugin.basePath().isEmpty() ? "" : plugin.basePath() + " ";
    endpoints.forEach(
        (name, url) -> {
          Reached reached = Reached.at(url, name.equals("AUTHORIZE_ENDPOINT"));
          say(reached.word(), prefix + name, reached.text());
        });
    if (!provider.endpoints().hasSubdomain()) {
      Credentials credentials = Credentials.of(provider, new JdkHttp());
      if (credentials != null) {
        say(credentials.word(), prefix + credentials.setting(), credentials.text());
      }
    }
  }

  private void fail(SettingsException e) {
    say("failed", e.getMessage(), "");
  }

  private void say(String word, String what, String text) {
    hasFailed |= word.equals("failed");
    out.println((word + "        ").substring(0, 8) + (what + " " + text).strip());
  }
}
