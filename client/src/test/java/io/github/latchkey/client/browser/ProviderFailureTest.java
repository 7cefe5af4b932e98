package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import io.github.latchkey.testing.TokenFault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The provider answers what it should not: nothing of it is ever taken for tokens. */
class ProviderFailureTest {
  /** Which of the two it is depends on what the provider said; neither ends the session. */
  private static final List<String> NOT_UNDERSTOOD = List.of("server_error", "invalid_response");

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void a500LeavesTheLoginWaitingAndTheWindowsReloadFinishesIt() {
    stage.provider().nextTokenFaults(TokenFault.status500());
    PluginPage plugin = stage.openPlugin();
    Page window = stage.window(() -> plugin.begin("login", "client.login()"));
    window.waitForURL(stage.relayUrl() + "/redirect?**");
    assertEquals("waiting", plugin.snapshot().get("phase"));
    window.reload();
    assertNotNull(plugin.end("login").members().get("access_token"));
  }

  @Test
  void theProvidersRetryAfterReachesThePlugin() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    stage.provider().tokenFault(TokenFault.retryAfter(7));
    Map<String, Object> error = plugin.outcome("client.refresh()").error();
    assertEquals(7, ((Number) error.get("retryAfterSeconds")).intValue());
    assertEquals(503, error.get("status"));
    assertTrue(plugin.isSignedIn());
    assertNotNull(plugin.stored(stage));
  }

  @Test
  void accessThatWasTakenAwayIsSaidAndEndsTheSession() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    stage.provider().revokeAll();
    assertEquals(
        "invalid_grant",
        plugin.outcome("client.fetch(argument)", stage.provider().profileUrl()).code());
    assertFalse(plugin.isSignedIn());
    assertEquals("invalid_grant", plugin.snapshot().get("error"));
    stage.login(plugin);
    assertTrue(plugin.isSignedIn());
    assertNull(plugin.snapshot().get("error"));
  }
}
