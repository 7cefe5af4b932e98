package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

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
