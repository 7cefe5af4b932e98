package io.github.latchkey.relay.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.github.latchkey.relay.server.TestRelay;
import io.github.latchkey.testing.Chromium;
import io.github.latchkey.testing.StaticPages;
import io.github.latchkey.testing.TokenFault;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A plugin written after Framer's guide, as those in the marketplace are, comes to no harm by a
 * relay that is stricter than the published one: it is signed in or signed out, never something in
 * between.
 */
final class T39PublishedPluginTest {
  /** Like them it polls every 1.5 s, takes 404 alone for pending, and keeps whatever is JSON. */
  private static final String PLUGIN =
      """
      <!doctype html>
      <title>Plugin</title>
      <script>
        const RELAY = "%s";
        const API = "%s";
        const save = (tokens) => localStorage.setItem("tokens", JSON.stringify(tokens));
        const saved = () => JSON.parse(localStorage.getItem("tokens"));
        const logout = () => localStorage.removeItem("tokens");
        let polls = 0;

        async function pollForTokens(readKey) {
          for (;;) {
            await new Promise((resolve) => setTimeout(resolve, 1500));
            polls++;
            const response = await fetch(`${RELAY}/poll?readKey=${readKey}`, { method: "POST" });
            if (response.status === 200) return response.json();
            if (response.status !== 404) throw new Error("login failed");
          }
        }

        async function login() {
          const response = await fetch(`${RELAY}/authorize`, { method: "POST" });
          if (response.status !== 200) return "no login";
          const { url, readKey } = await response.json();
          window.loginUrl = url;
          try {
            save(await pollForTokens(readKey));
          } catch (error) {
            return error.message;
          }
          return "logged in";
        }

        async function refreshTokens() {
          try {
            const { refresh_token } = saved();
            const response = await fetch(`${RELAY}/refresh?code=${refresh_token}`, {
              method: "POST",
            });
            const tokens = await response.json();
            save(tokens);
            return tokens;
          } catch {
            logout();
            return null;
          }
        }

        async function profile() {
          const call = (tokens) =>
            fetch(API, { headers: { Authorization: `Bearer ${tokens.access_token}` } });
          if (!saved()) return "signed out";
          let response = await call(saved());
          if (response.status === 401) {
            const tokens = await refreshTokens();
            if (!tokens) return "signed out";
            response = await call(tokens);
          }
          return response.ok ? (await response.json()).name : `API says ${response.status}`;
        }
      </script>
      """;

  private static StaticPages pages;
  private static TestRelay relay;
  private static Chromium chromium;
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void launch() throws Exception {
    pages = StaticPages.start();
    relay = new TestRelay(settings -> settings.put("PLUGIN_URI", pages.origin()));
    pages.page("/plugin", PLUGIN.formatted(relay.origin(), relay.provider.profileUrl()));
    chromium = Chromium.launch();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    relay.close();
    pages.close();
  }

  @BeforeEach
  void open() {
    context = chromium.newContext();
    page = context.newPage();
    page.navigate(pages.origin() + "/plugin");
    // What is over by now, so that the API asks for a refresh.
    page.evaluate("save({access_token: 'old', refresh_token: 'old'})");
  }

  @Test
  void aLoginAndARefreshThatSucceedSignIn() {
    int refreshes = relay.provider.refreshes();
    page.evaluate("window.end = login(), undefined");
    page.waitForFunction("window.loginUrl && polls > 0");
    try (Page window = context.newPage()) {
      window.navigate((String) page.evaluate("loginUrl"));
      assertEquals(relay.origin() + "/done", window.url());
    }
    assertEquals("logged in", page.evaluate("end"));
    assertEquals("Ada Lovelace", page.evaluate("profile()"));
    relay.provider.endAccessTokens();
    assertEquals("Ada Lovelace", page.evaluate("profile()"));
    assertEquals(refreshes + 1, relay.provider.refreshes());
  }

  @AfterEach
  void close() {
    context.close();
    relay.provider.tokenFault(null);
    List<String> sent =
        relay.provider.received().stream()
            .filter(request -> request.path().startsWith("/api/"))
            .map(request -> request.headers().getOrDefault("authorization", ""))
            .toList();
    assertTrue(sent.size() > 0);
    assertTrue(sent.stream().noneMatch(each -> each.contains("undefined")), sent.toString());
  }

  @Test
  void aRefreshThatIsRefusedEndsSignedOut() {
    relay.provider.tokenFault(TokenFault.invalidGrant());
    assertSignedOut();
  }

  @Test
  void aRefreshWithoutAnAnswerEndsSignedOut() {
    for (TokenFault fault :
        List.of(TokenFault.status500(), TokenFault.retryAfter(7), TokenFault.html())) {
      page.evaluate("save({access_token: 'old', refresh_token: 'old'})");
      relay.provider.tokenFault(fault);
      assertSignedOut();
    }
  }

  @Test
  void aTokenThatWouldBreakItsUrlEndsSignedOut() {
    page.evaluate("save({access_token: 'old', refresh_token: ''})");
    assertSignedOut();
    page.evaluate("save({access_token: 'old', refresh_token: '%zz'})");
    assertSignedOut();
  }

  private void assertSignedOut() {
    assertEquals("signed out", page.evaluate("profile()"));
    assertEquals("signed out", page.evaluate("profile()"));
    assertEquals(null, page.evaluate("localStorage.getItem('tokens')"));
  }
}
