package io.github.latchkey.client.bench;

import com.microsoft.playwright.BrowserContext;
import io.github.latchkey.testing.Chromium;
import java.util.Map;

/** How many requests to the relay a login costs that takes a person a minute, a real one. */
final class LongLogin {
  private static final double LOGIN_MILLIS = 60_000;
  private static final int MOST_REQUESTS = 4;

  private LongLogin() {}

  /** Launches a browser of its own, so that it may run beside the others on another thread. */
  static Row measure(Stand stand) {
    try (Chromium chromium = Chromium.launch();
        BrowserContext first = chromium.newContext();
        BrowserContext second = chromium.newContext();
        PluginLogin ours = new PluginLogin(first, stand, Contender.LATCHKEY);
        PluginLogin guides = new PluginLogin(second, stand, Contender.GUIDE)) {
      ours.wait(LOGIN_MILLIS);
      ours.allow();
      guides.allow();
      Map<Contender, Integer> requests =
          Map.of(Contender.LATCHKEY, ours.relayRequests(), Contender.GUIDE, guides.relayRequests());
      return Row.of(
              "requests to the relay for a login of 60 s",
              contender ->
                  requests.containsKey(contender)
                      ? requests.get(contender).toString()
                      : PluginLogin.NO_LOGIN)
          .atMost(MOST_REQUESTS, ours.relayRequests(), "");
    }
  }
}
