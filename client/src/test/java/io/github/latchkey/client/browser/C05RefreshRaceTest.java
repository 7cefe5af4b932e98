package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that need a new token at the same time must not cause more than one refresh. */
class C05RefreshRaceTest {
  private static final int CALLS = Boolean.getBoolean("soak") ? 1000 : 20;

  @RegisterExtension final Stage stage = new Stage();

  @ParameterizedTest(name = "expiry known: {0}")
  @ValueSource(booleans = {true, false})
  void concurrentCallsAtExpiryCauseOneRefresh(boolean expiryKnown) {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    stage.provider().endAccessTokens();
    if (expiryKnown) {
      plugin.evaluate("client.setTokens({ ...client.tokens, obtained_at: Date.now() - 7200000 })");
    }
    String statuses =
        "(await Promise.all(Array.from({ length: argument[1] }, () => client.fetch(argument[0]))))"
            + ".filter((response) => response.status === 200).length";
    assertEquals(
        String.valueOf(CALLS),
        plugin.outcome(statuses, new Object[] {stage.provider().profileUrl(), CALLS}).text());
    // At the relay, not at the provider: the relay would make one of several.
    assertEquals(
        1,
        stage.observed().requestUrls().stream()
            .filter(url -> url.equals(stage.relayUrl() + "/refresh"))
            .count());
    assertEquals(1, stage.provider().refreshes());
    assertEquals(0, stage.provider().grantsRevokedByReuse());
  }
}
