package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole journey against a provider that is not ours, with a login page and signed tokens. */
class MainJourneyTest {
  @RegisterExtension final Stage stage = new Stage();

  private final MockOAuth2Server server =
      new MockOAuth2Server(
          new OAuth2Config(
              true,
              null,
              null,
              true,
              new OAuth2TokenProvider(),
              Set.of(
                  new DefaultOAuth2TokenCallback(
                      "default", "ada", "JWT", List.of("plugin"), Map.of(), 3600))));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.shutdown();
  }

  @Test
  @Tag("both-hosts")
  void logsInShowsAProfileRefreshesAndLogsOut() {
    stage.restartRelay(
        Map.of(
            "AUTHORIZE_ENDPOINT",
            server.authorizationEndpointUrl("default").toString(),
            "TOKEN_ENDPOINT",
            server.tokenEndpointUrl("default").toString(),
            "SCOPE",
            "openid profile offline_access"));
    String userInfo = server.userInfoUrl("default").toString();
    PluginPage plugin =
        stage.openPlugin("apiOrigins: ['" + userInfo.replaceAll("(//[^/]*)/.*", "$1") + "']");

    Page window = stage.window(() -> plugin.page().click("#login"));
    window.fill("input[name=username]", "ada");
    window.click("[type=submit]");
    plugin.waitUntil("client.getSnapshot().isSignedIn");
    window.waitForURL(stage.relayUrl() + "/done");
    assertEquals("ada", subject(plugin, userInfo));

    plugin.reload();
    assertTrue(plugin.isSignedIn());
    Object before = plugin.evaluate("client.tokens.access_token");
    plugin.evaluate("client.setTokens({ ...client.tokens, obtained_at: Date.now() - 7200000 })");
    assertEquals("ada", subject(plugin, userInfo));
    assertNotEquals(before, plugin.evaluate("client.tokens.access_token"));

    plugin.evaluate("client.logout()");
    plugin.reload();
    assertFalse(plugin.isSignedIn());
  }

  private static String subject(PluginPage plugin, String userInfo) {
    return plugin.outcome("(await (await client.fetch(argument)).json()).sub", userInfo).text();
  }
}
