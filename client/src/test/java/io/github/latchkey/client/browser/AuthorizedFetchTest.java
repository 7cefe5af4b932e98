package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void aFormWithAFileArrivesWholeAlsoTheSecondTime() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    stage.provider().endAccessTokens();
    plugin.outcome(
        "(async () => { const body = new FormData(); body.append('name', 'of the form');"
            + " body.append('file', new File(['in the file'], 'a.txt'));"
            + " return (await client.fetch(argument, { method: 'PUT', body })).status; })()",
        stage.provider().profileUrl());
    var puts = stage.provider().received().stream().filter(r -> r.method().equals("PUT")).toList();
    assertEquals(2, puts.size());
    for (var put : puts) {
      String type = put.headers().get("content-type");
      assertTrue(type.startsWith("multipart/form-data; boundary="), type);
      assertTrue(put.body().contains("of the form") && put.body().contains("in the file"));
    }
  }

  @Test
  void aCallThatMustOutliveThePageStillDoes() {
    PluginPage plugin =
        stage.openPlugin(
            "fetch: (input, init) => { if (input instanceof Request)"
                + " (globalThis.sent ??= []).push(input.keepalive); return fetch(input, init); }");
    stage.login(plugin);
    stage.provider().endAccessTokens();
    plugin.outcome(
        "(await client.fetch(argument, { keepalive: true })).status",
        stage.provider().profileUrl());
    assertEquals("true,true", plugin.evaluate("sent.join()"));
  }

  @Test
  void theTokensMaySayWhichOriginsTheyAreFor() {
    PluginPage plugin = stage.openPlugin("apiOrigins: (tokens) => [tokens.instance_url]");
    stage.login(plugin);
    plugin.evaluate(
        "client.setTokens({ ...client.tokens, instance_url: argument })",
        stage.provider().origin());
    assertEquals("Ada Lovelace", nameOfProfile(plugin));
    plugin.evaluate("client.setTokens({ ...client.tokens, instance_url: 'https://other.test' })");
    assertEquals(
        "origin_not_listed",
        plugin.outcome("client.fetch(argument)", stage.provider().profileUrl()).code());
    assertEquals(1, apiCalls());
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
