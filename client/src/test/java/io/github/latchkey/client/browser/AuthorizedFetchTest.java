package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls to the API through {@code client.fetch}. */
class AuthorizedFetchTest {
  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aTokenThatIsKnownToHaveExpiredIsRefreshedBeforeTheCall() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    expire(plugin);
    assertEquals("Ada Lovelace", nameOfProfile(plugin));
    assertEquals(1, stage.provider().refreshes());
    assertEquals(1, apiCalls());
  }

  @Test
  void aTokenThatTheApiNoLongerTakesIsRefreshedAndTheCallRepeatedOnce() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    stage.provider().endAccessTokens();
    assertEquals("Ada Lovelace", nameOfProfile(plugin));
    assertEquals(1, stage.provider().refreshes());
    assertEquals(2, apiCalls());
  }

  @Test
  void theTokensOfARefreshAreThereAfterAReload() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    expire(plugin);
    nameOfProfile(plugin);
    plugin.reload();
    assertEquals("Ada Lovelace", nameOfProfile(plugin));
    assertEquals(1, stage.provider().refreshes());
  }

  @Test
  void anAnswerWithoutRefreshTokenKeepsTheOneThatWasThere() {
    stage.provider().rotates(false);
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    Object refreshToken = plugin.evaluate("client.tokens.refresh_token");
    for (int i = 1; i <= 2; i++) {
      stage.provider().endAccessTokens();
      assertEquals("Ada Lovelace", nameOfProfile(plugin));
      assertEquals(refreshToken, plugin.evaluate("client.tokens.refresh_token"));
      assertEquals(i, stage.provider().refreshes());
    }
  }

  @Test
  void anApiThatAlwaysAnswers401IsAskedTwiceAndItsAnswerGivenToTheCaller() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    // Whatever token comes, it is no good by the time it arrives.
    stage
        .context()
        .route(
            "**/api/**",
            route -> {
              stage.provider().endAccessTokens();
              route.resume();
            });
    assertEquals(
        "401",
        plugin
            .outcome("(await client.fetch(argument)).status", stage.provider().profileUrl())
            .text());
    assertEquals(2, apiCalls());
    assertEquals(1, stage.provider().refreshes());
  }

  @Test
  void aCallToAnOriginThatIsNotListedIsRefusedAndNothingIsSent() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    stage.provider().endAccessTokens();
    String port = stage.provider().origin().substring("http://127.0.0.1:".length());
    List<String> others =
        List.of(
            "http://localhost:" + port + "/api/profile",
            "https://127.0.0.1:" + port + "/api/profile",
            "http://127.0.0.1.test:" + port + "/api/profile",
            stage.relayUrl() + "/",
            "//other.test/api",
            "/api/profile",
            "data:text/plain,x");
    for (String url : others) {
      int before = stage.observed().requestUrls().size();
      Outcome call = plugin.outcome("client.fetch(argument)", url);
      assertEquals("origin_not_listed", call.code(), url);
      assertEquals(before, stage.observed().requestUrls().size(), url);
    }
    assertEquals(0, stage.provider().refreshes());
  }

  @Test
  void aRedirectToAnotherOriginDoesNotTakeTheTokenAlong() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    stage.provider().redirectApiTo(stage.pages().origin("other.test") + "/");
    plugin.outcome("client.fetch(argument)", stage.provider().profileUrl());
    assertTrue(
        stage.observed().requestUrls().contains(stage.pages().origin("other.test") + "/"),
        "the redirect was followed");
    assertEquals(List.of(), stage.pages().authorizations());
  }

  @Test
  void aTokenInAHeaderOfTheCallersOwnDoesNotFollowARedirect() {
    PluginPage plugin =
        stage.openPlugin(
            "authorizeRequest: (headers, tokens) => {"
                + " headers.set('authorization', 'Bearer ' + tokens.access_token);"
                + " headers.set('x-token', tokens.access_token); }");
    stage.login(plugin);
    stage.provider().redirectApiTo(stage.pages().origin("other.test") + "/");
    assertNotNull(plugin.outcome("client.fetch(argument)", stage.provider().profileUrl()).error());
    assertFalse(stage.observed().requestUrls().contains(stage.pages().origin("other.test") + "/"));
  }

  @Test
  void aCallersOwnAuthorizationIsNotReplaced() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    plugin.outcome(
        "client.fetch(argument, { headers: { authorization: 'Bearer mine' } })",
        stage.provider().profileUrl());
    List<String> sent =
        stage.provider().received().stream()
            .filter(request -> request.path().equals("/api/profile"))
            .filter(request -> request.method().equals("GET"))
            .map(request -> request.headers().get("authorization"))
            .toList();
    assertTrue(sent.stream().allMatch("Bearer mine"::equals), sent::toString);
    assertFalse(sent.isEmpty());
  }

  @Test
  void theMethodTheBodyAndTheHeadersOfTheCallReachTheApi() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    stage.provider().endAccessTokens();
    plugin.outcome(
        "client.fetch(new Request(argument, { method: 'PUT', body: 'of the call',"
            + " headers: { 'x-mine': 'a' } }))",
        stage.provider().profileUrl());
    var puts = stage.provider().received().stream().filter(r -> r.method().equals("PUT")).toList();
    assertEquals(2, puts.size());
    for (var put : puts) {
      assertEquals("of the call", put.body());
      assertEquals("a", put.headers().get("x-mine"));
    }
  }

  @Test
  void anAbortedCallRejectsWithTheSignalsOwnReason() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    Outcome call =
        plugin.outcome(
            "client.fetch(argument, { signal: AbortSignal.abort(new RangeError('mine')) })",
            stage.provider().profileUrl());
    assertEquals("RangeError", call.error().get("name"));
    assertEquals("mine", call.message());
  }

  @Test
  void authorizeRequestMayPutTheTokenElsewhere() {
    PluginPage plugin =
        stage.openPlugin(
            "authorizeRequest: (headers, tokens) => headers.set('x-token', tokens.access_token)");
    Object accessToken = stage.login(plugin).get("access_token");
    plugin.outcome("client.fetch(argument)", stage.provider().profileUrl());
    var call =
        stage.provider().received().stream()
            .filter(r -> r.method().equals("GET") && r.path().equals("/api/profile"))
            .findFirst()
            .orElseThrow();
    assertEquals(accessToken, call.headers().get("x-token"));
    assertFalse(call.headers().containsKey("authorization"));
  }

  private void expire(PluginPage plugin) {
    stage.provider().endAccessTokens();
    plugin.evaluate("client.setTokens({ ...client.tokens, obtained_at: Date.now() - 7200000 })");
  }

  private String nameOfProfile(PluginPage plugin) {
    return plugin
        .outcome(
            "(await (await client.fetch(argument)).json()).name", stage.provider().profileUrl())
        .text();
  }

  private long apiCalls() {
    return stage.provider().received().stream()
        .filter(r -> r.path().equals("/api/profile") && !r.method().equals("OPTIONS"))
        .count();
  }
}
