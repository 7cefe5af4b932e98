package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An API that refuses whatever token comes must not be asked for ever. */
class C11AlwaysUnauthorizedTest {
  @RegisterExtension final Stage stage = new Stage();

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
  void aFreshTokenThatIsRefusedIsSaidInTheSnapshotAndOneLoginMendsIt() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    endTokensOnArrival();
    plugin.outcome("(await client.fetch(argument)).status", stage.provider().profileUrl());
    assertEquals("invalid_grant", plugin.evaluate("client.getSnapshot().error.code"));
    assertTrue(plugin.isSignedIn());
    stage.context().unroute("**/api/**");
    stage.login(plugin);
    assertEquals(true, plugin.evaluate("client.getSnapshot().error === null"));
  }

  @Test
  void manyCallsThatAreAlwaysRefusedEndEachWithItsOwn401() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    endTokensOnArrival();
    assertEquals(
        "401,401,401,401,401",
        plugin
            .outcome(
                "(await Promise.all(Array.from({ length: 5 }, () => client.fetch(argument))))"
                    + ".map((response) => response.status).join()",
                stage.provider().profileUrl())
            .text());
    assertEquals(10, apiCalls());
    assertTrue(stage.provider().refreshes() <= 5);
    assertTrue(plugin.isSignedIn());
  }

  @Test
  void aBodyThatCannotBeSentTwiceIsSentOnceAndTheNextCallHasANewToken() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    plugin.evaluate(
        "void (globalThis.sent = [], globalThis.streaming = latchkey.createOAuthClient({"
            + " relay: argument[0], apiOrigins: ['https://api.test'], storageKey: argument[1],"
            + " fetch: (input, init) => input instanceof Request"
            + " ? (sent.push(input.headers.get('authorization')),"
            + " Promise.resolve(new Response('', { status: 401 }))) : fetch(input, init) }))",
        new Object[] {stage.relayUrl(), "latchkey:" + stage.relayUrl()});
    String call =
        "(await streaming.fetch('https://api.test/', { method: 'POST', duplex: 'half',"
            + " body: new Blob(['once']).stream() })).status";
    assertEquals("401", plugin.outcome(call).text());
    assertEquals(1, plugin.evaluate("sent.length"));
    assertEquals(0, stage.provider().refreshes());
    assertEquals("401", plugin.outcome(call).text());
    assertEquals(2, plugin.evaluate("sent.length"));
    assertEquals(true, plugin.evaluate("sent[0] !== sent[1]"));
    assertEquals(1, stage.provider().refreshes());
  }

  private void endTokensOnArrival() {
    stage
        .context()
        .route(
            "**/api/**",
            route -> {
              stage.provider().endAccessTokens();
              route.resume();
            });
  }

  private long apiCalls() {
    return stage.provider().received().stream()
        .filter(r -> r.path().equals("/api/profile") && !r.method().equals("OPTIONS"))
        .count();
  }
}
