package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.testing.FakeProvider;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An API that redirects elsewhere must not send the token there. */
class C03RedirectTest {
  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aRedirectToAnotherOriginDoesNotTakeTheTokenAlong() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    stage.pages().page("/elsewhere", "Elsewhere");
    stage.provider().redirectApiTo(stage.pages().origin("other.test") + "/elsewhere");
    assertEquals(
        "Elsewhere",
        plugin
            .outcome(
                "client.fetch(argument).then((response) => response.text())",
                stage.provider().profileUrl())
            .text());
    assertEquals(List.of(), stage.pages().authorizations());
  }

  @Test
  void a401OfAnotherOriginSaysNothingOfTheTokenAndIsGivenAsItIs() throws Exception {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    try (FakeProvider other = FakeProvider.start()) {
      stage.provider().redirectApiTo(other.profileUrl());
      assertEquals(
          "401",
          plugin
              .outcome("(await client.fetch(argument)).status", stage.provider().profileUrl())
              .text());
      assertTrue(other.countOf("/api/profile") > 0);
    }
    assertEquals(0, stage.provider().refreshes());
    assertNull(plugin.snapshot().get("error"));
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
}
