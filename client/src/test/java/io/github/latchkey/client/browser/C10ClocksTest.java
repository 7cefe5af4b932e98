package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A clock that is set, a life that is not said or said oddly, a token that is long: none of it must
 * make a client refresh at each call, or never. {@code ExpiryTest} has the same as sums.
 */
class C10ClocksTest {
  private static final long DAY_MILLIS = Duration.ofHours(24).toMillis();

  @RegisterExtension final Stage stage = new Stage();

  @ParameterizedTest(name = "expires_in: {0}")
  @ValueSource(strings = {"3600", "'3600'", "'3600.5'"})
  void aClockThatJumpsADayEitherWayCostsOneRefreshAtMost(String expiresIn) {
    PluginPage plugin = openWithClock();
    stage.login(plugin);
    plugin.evaluate("client.setTokens({ ...client.tokens, expires_in: " + expiresIn + " })");
    callManyTimes(plugin);
    assertEquals(0, stage.provider().refreshes());
    for (long jump : List.of(DAY_MILLIS, 0L, -DAY_MILLIS, DAY_MILLIS, -DAY_MILLIS, 0L)) {
      int before = stage.provider().refreshes();
      setClock(plugin, jump);
      callManyTimes(plugin);
      assertTrue(stage.provider().refreshes() - before <= 1, "a loop");
      plugin.reload();
      callManyTimes(plugin);
      assertTrue(stage.provider().refreshes() - before <= 1, "a loop after the next load");
    }
  }

  @Test
  void aMachineThatSleptADayRefreshesBeforeTheCall() {
    PluginPage plugin = openWithClock();
    stage.login(plugin);
    setClock(plugin, DAY_MILLIS);
    callManyTimes(plugin);
    assertEquals(1, stage.provider().refreshes());
  }

  @ParameterizedTest(name = "expires_in: {0}")
  @ValueSource(
      strings = {"undefined", "null", "''", "'soon'", "'3600 seconds'", "0", "-1", "[]", "{}"})
  void aLifeThatIsNotSaidLastsUntilA401(String expiresIn) {
    PluginPage plugin = openWithClock();
    stage.login(plugin);
    plugin.evaluate("client.setTokens({ ...client.tokens, expires_in: " + expiresIn + " })");
    setClock(plugin, 1000 * DAY_MILLIS);
    callManyTimes(plugin);
    plugin.reload();
    callManyTimes(plugin);
    assertEquals(0, stage.provider().refreshes());
    stage.provider().endAccessTokens();
    callManyTimes(plugin);
    assertEquals(1, stage.provider().refreshes());
  }

  @Test
  void aProviderThatNeverSaysALifeIsAskedAt401Only() {
    stage.provider().expiresInSeconds(null);
    PluginPage plugin = openWithClock();
    stage.login(plugin);
    for (int i = 1; i <= 3; i++) {
      callManyTimes(plugin);
      stage.provider().endAccessTokens();
      callManyTimes(plugin);
      assertEquals(i, stage.provider().refreshes());
    }
  }

  @Test
  void tokensOfSeveralKibibytesAreSentAndStoredWhole() {
    PluginPage plugin = openWithClock();
    stage.login(plugin);
    plugin.evaluate(
        """
        void (globalThis.sent = {}, globalThis.client = latchkey.createOAuthClient({
          relay: "https://relay.test",
          storageKey: "long",
          apiOrigins: ["https://api.test"],
          fetch: async (input, init) => {
            if (input instanceof Request) {
              sent.authorization = input.headers.get("authorization");
              return new Response("ok");
            }
            sent.refresh = init.body.get("refresh_token");
            return new Response(JSON.stringify({
              access_token: "n".repeat(8192), refresh_token: "m".repeat(6144), expires_in: 60 }));
          },
        }))
        """);
    plugin.evaluate(
        "client.setTokens({ access_token: 'a'.repeat(8192), refresh_token: 'r'.repeat(6144),"
            + " expires_in: 60 })");
    assertEquals("ok", plugin.outcome("(await client.fetch('https://api.test/')).text()").text());
    assertEquals(true, plugin.evaluate("sent.refresh === 'r'.repeat(6144)"));
    assertEquals(true, plugin.evaluate("sent.authorization === 'Bearer ' + 'n'.repeat(8192)"));
    assertEquals(
        true, plugin.evaluate("JSON.parse(localStorage.long).refresh_token === 'm'.repeat(6144)"));
  }

  /** A plugin whose wall clock can be set, and stays so when the page is loaded again. */
  private PluginPage openWithClock() {
    stage
        .context()
        .addInitScript(
            "const realNow = Date.now; let jumpMillis = 0;"
                + " try { jumpMillis = Number(sessionStorage.jumpMillis ?? 0); } catch {}"
                + " globalThis.setClock = (millis) => { sessionStorage.jumpMillis = jumpMillis ="
                + " millis; }; Date.now = () => realNow() + jumpMillis;");
    return stage.openPlugin();
  }

  private static void setClock(PluginPage plugin, long jumpMillis) {
    plugin.evaluate("void setClock(argument)", (double) jumpMillis);
  }

  private void callManyTimes(PluginPage plugin) {
    assertEquals(
        "200,200,200,200,200,200",
        plugin
            .outcome(
                "(async () => { const all = []; for (let i = 0; i < 6; i++)"
                    + " all.push((await client.fetch(argument)).status); return all.join(); })()",
                stage.provider().profileUrl())
            .text());
  }
}
