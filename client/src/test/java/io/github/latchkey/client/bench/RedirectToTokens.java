package io.github.latchkey.client.bench;

import com.microsoft.playwright.BrowserContext;
import io.github.latchkey.testing.Chromium;
import java.util.EnumMap;
import java.util.Map;

/** How long a person who has allowed the login waits for the plugin, on the same relay. */
final class RedirectToTokens {
  private static final int LOGINS = 20;
  private static final double MOST_MILLIS = 50;

  // People come back at any moment of the guide's interval of 2.5 s: here at each in turn.
  private static final double STEP_MILLIS = 2500.0 / LOGINS;

  private RedirectToTokens() {}

  static Row measure(Chromium chromium, Stand stand) {
    Map<Contender, Samples> millis = new EnumMap<>(Contender.class);
    Contender[] both = {Contender.LATCHKEY, Contender.GUIDE};
    for (int i = 0; i < LOGINS; i++) {
      for (Contender contender : both) {
        try (BrowserContext context = chromium.newContext();
            PluginLogin login = new PluginLogin(context, stand, contender)) {
          login.wait(i * STEP_MILLIS);
          login.allow();
          millis
              .computeIfAbsent(contender, each -> new Samples())
              .add(login.redirectToTokensMillis());
        }
      }
    }
    return Row.of(
            "provider's redirect to tokens in the page, ms",
            contender ->
                millis.containsKey(contender)
                    ? Samples.text(millis.get(contender).median())
                    : PluginLogin.NO_LOGIN)
        .atMost(MOST_MILLIS, millis.get(Contender.LATCHKEY).median(), " ms");
  }
}
