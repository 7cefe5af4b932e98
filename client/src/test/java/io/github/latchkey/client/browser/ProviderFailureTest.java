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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

  static Stream<Arguments> noTokens() {
    return Stream.of(
        Arguments.of("a page", TokenFault.html()),
        Arguments.of("200 with an error", TokenFault.errorUnder200()),
        Arguments.of("200 without access_token", TokenFault.noAccessToken()),
        Arguments.of("invalid_grant", TokenFault.invalidGrant()),
        Arguments.of("a redirect", TokenFault.redirect("http://127.0.0.1:1/")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noTokens")
  void anAnswerWithoutTokensEndsTheLogin(String name, TokenFault fault) {
    stage.provider().tokenFault(fault);
    PluginPage plugin = stage.openPlugin();
    assertEquals("server_error", stage.loginOutcome(plugin).code());
    assertFalse(plugin.isSignedIn());
    assertNull(plugin.stored(stage));
    assertNull(plugin.evaluate("client.tokens"));
    stage.provider().tokenFault(null);
    stage.login(plugin);
  }

  static Stream<Arguments> failedRefreshes() {
    return Stream.of(
        Arguments.of("500", TokenFault.status500(), List.of("temporarily_unavailable")),
        Arguments.of("a page", TokenFault.html(), NOT_UNDERSTOOD),
        Arguments.of("200 with an error", TokenFault.errorUnder200(), NOT_UNDERSTOOD),
        Arguments.of("200 without access_token", TokenFault.noAccessToken(), NOT_UNDERSTOOD));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failedRefreshes")
  void aRefreshThatFailsLeavesTheTokensAsTheyWere(
      String name, TokenFault fault, List<String> codes) {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    String stored = plugin.stored(stage);
    stage.provider().tokenFault(fault);
    assertTrue(codes.contains(plugin.outcome("client.refresh()").code()));
    assertEquals(stored, plugin.stored(stage));
    assertTrue(plugin.isSignedIn());
    if (!codes.contains("temporarily_unavailable")) {
      stage.provider().tokenFault(null);
      assertNotNull(plugin.outcome("client.refresh()").members().get("access_token"));
    }
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
