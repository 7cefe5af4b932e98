package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.testing.Received;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the relay does for a plugin besides logins: calls of APIs, revocation, subdomains. */
class ThroughRelayTest {
  @RegisterExtension final Stage stage = new Stage();

  private PluginPage openPlugin() {
    stage.provider().refusesBrowsers(true);
    stage.restartRelay(Map.of("API_ORIGINS", stage.provider().origin()));
    PluginPage plugin =
        stage.openPlugin("throughRelay: ['%s'], ".formatted(stage.provider().origin()));
    stage.login(plugin);
    return plugin;
  }

  private List<Received> calls() {
    return stage.provider().received().stream()
        .filter(request -> request.path().startsWith("/api/"))
        .toList();
  }

  @Test
  @Tag("both-hosts")
  void anApiThatRefusesBrowsersAnswersThroughTheRelayAlone() {
    PluginPage plugin = openPlugin();
    stage.provider().endAccessTokens();
    assertEquals(
        "Ada Lovelace 200 99 application/json; charset=utf-8",
        plugin
            .outcome(
                "client.fetch(argument).then(async (r) => [(await r.json()).name, r.status,"
                    + " r.headers.get('x-ratelimit-remaining'),"
                    + " r.headers.get('content-type')].join(' '))",
                stage.provider().profileUrl())
            .text());
    assertEquals(1, stage.provider().refreshes(), "its 401 was not taken for one");
    assertTrue(calls().stream().noneMatch(call -> call.headers().containsKey("origin")));

    stage.servePlugin("/direct", "");
    plugin.open(stage.pages().origin() + "/direct");
    Outcome direct = plugin.outcome("client.fetch(argument)", stage.provider().profileUrl());
    assertEquals("TypeError", direct.error().get("name"));
  }

  @Test
  @Tag("both-hosts")
  void theCallArrivesAsTheCallerMadeIt() {
    PluginPage plugin = openPlugin();
    String url = stage.provider().origin() + "/api/a%2Fb/c?f[]=a|b&g=%20+^`{}\\\\#part";
    assertNotNull(
        plugin.outcome(
            "(await client.fetch(argument, { method: 'PATCH', headers: { 'x-mine': 'a' },"
                + " body: new URLSearchParams({ k: 'v w' }) })).status",
            url));
    Received call = calls().get(0);
    assertEquals("PATCH", call.method());
    assertEquals("/api/a/b/c", call.path());
    assertEquals("f%5B%5D=a%7Cb&g=%20+%5E%60%7B%7D%5C%5C", call.rawQuery());
    assertEquals("k=v+w", call.body());
    assertEquals("a", call.headers().get("x-mine"));
    assertEquals(
        "application/x-www-form-urlencoded;charset=UTF-8", call.headers().get("content-type"));
    plugin.outcome("(await client.fetch(argument, { method: 'DELETE' })).status", url);
    assertEquals("DELETE", calls().get(1).method());
    plugin.outcome("(await client.fetch(argument, { method: 'HEAD' })).status", url);
    assertEquals("HEAD", calls().get(2).method());
  }

  @Test
  void anAbortedCallRejectsWithTheSignalsOwnReason() {
    PluginPage plugin = openPlugin();
    Outcome call =
        plugin.outcome(
            "client.fetch(argument, { signal: AbortSignal.abort(new RangeError('mine')) })",
            stage.provider().profileUrl());
    assertEquals("RangeError", call.error().get("name"));
    assertEquals("mine", call.message());
  }

  @Test
  void anOriginThatIsNotListedIsNotReachedThroughTheRelayEither() {
    PluginPage plugin = openPlugin();
    int calls = calls().size();
    for (String url :
        List.of(
            stage.relayUrl() + "/api/" + stage.provider().origin().substring(7) + "/api/profile",
            "https://other.test/api/profile")) {
      assertEquals("origin_not_listed", plugin.outcome("client.fetch(argument)", url).code());
    }
    assertEquals(calls, calls().size());
  }

  @Test
  @Tag("both-hosts")
  void loggingOutTakesTheTokenBackAtTheProvider() {
    stage.restartRelay(Map.of("REVOCATION_ENDPOINT", stage.provider().origin() + "/revoke"));
    PluginPage plugin = stage.openPlugin();
    Map<String, Object> tokens = stage.login(plugin);
    plugin.outcome("client.logout()", null);
    List<Received> revocations =
        stage.provider().received().stream().filter(r -> r.path().equals("/revoke")).toList();
    assertEquals(1, revocations.size());
    assertEquals(tokens.get("refresh_token"), revocations.get(0).form().get("token"));
    assertNull(revocations.get(0).rawQuery());
    assertEquals(
        "invalid_grant",
        plugin.outcome("(client.setTokens(argument), client.refresh())", tokens).code());
  }

  @Test
  void aSubdomainGoesWithTheTokensFromTheLoginToTheLogout() {
    String origin = stage.provider().origin();
    String port = origin.substring(origin.lastIndexOf(':'));
    stage.restartRelay(
        Map.of(
            "AUTHORIZE_ENDPOINT", "http://{subdomain}.localhost" + port + "/authorize",
            "REVOCATION_ENDPOINT", origin + "/revoke"));
    PluginPage plugin = stage.openPlugin();
    stage.window(() -> plugin.begin("login", "client.login({ subdomain: 'my-shop' })")).close();
    assertEquals("my-shop", plugin.end("login").members().get("subdomain"));
    assertTrue(
        stage.observed().requestUrls().stream()
            .anyMatch(url -> url.startsWith("http://my-shop.localhost" + port + "/authorize")));
    plugin.outcome("client.refresh()", null);
    assertEquals(1, stage.provider().refreshes());
    assertEquals("my-shop", plugin.evaluate("client.tokens.subdomain"));
    plugin.outcome("client.logout()", null);
    assertEquals(1, stage.provider().countOf("/revoke"));
    assertFalse(stage.relayLog().contains("my-shop"));
  }
}
