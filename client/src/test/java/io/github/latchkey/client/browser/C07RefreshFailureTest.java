package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.testing.TokenFault;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of all the ways in which a refresh can fail, only {@code invalid_grant} may end a session. */
class C07RefreshFailureTest {
  /** Which of the two it is depends on what the provider said; neither ends the session. */
  private static final List<String> NOT_UNDERSTOOD = List.of("server_error", "invalid_response");

  /** As JavaScript, an object of functions by name: what the relay's {@code /refresh} does. */
  private static final String FAILURES =
      """
      (() => {
        const kinds = {};
        const answer = (status, text, headers) => async () => new Response(text, { status, headers });
        for (const status of [408, 425, 429, 500, 501, 502, 503, 504, 507, 508, 511, 520, 599]) {
          kinds[status + " and a text"] = answer(status, "oops");
        }
        for (const status of [401, 402, 403, 404, 405, 406, 409, 410, 411, 413, 414, 415, 421, 422,
            423, 426, 428, 431, 451]) {
          kinds[status + " and a page"] = answer(status, "<!doctype html><title>No</title>");
        }
        for (const error of ["invalid_client", "invalid_request", "unauthorized_client",
            "unsupported_grant_type", "invalid_scope", "INVALID_GRANT", "invalid_grant ",
            "invalid_token", "access_denied", ""]) {
          kinds["400 that says '" + error + "'"] = answer(400, JSON.stringify({ error }));
        }
        kinds["502 that says server_error"] = answer(502, '{"error":"server_error"}');
        kinds["503 that says temporarily_unavailable"] =
            answer(503, '{"error":"temporarily_unavailable"}');
        kinds["429 that says when"] = answer(429, "", { "Retry-After": "1" });
        for (const text of ["", "oops", "<!doctype html>", "null", "[]", "{}", '"text"', "42",
            '{"access_token":""}', '{"access_token":7}', '{"access_token":null}',
            '{"access_token":"cut off']) {
          kinds["200 and " + text] = answer(200, text);
        }
        kinds["204"] = answer(204, null);
        kinds["201 and tokens"] = answer(201, '{"access_token":"new","refresh_token":"new"}');
        kinds["no connection"] = async () => { throw new TypeError("Failed to fetch"); };
        kinds["an abort"] = async () => { throw new DOMException("", "AbortError"); };
        kinds["a network error"] = async () => Response.error();
        kinds["a body that is cut"] = async () => new Response(new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"access_token":'));
            controller.error(new TypeError("network error"));
          },
        }));
        kinds["no answer at all"] = async () => undefined;
        return kinds;
      })()
      """;

  @RegisterExtension final Stage stage = new Stage();

  @Test
  @SuppressWarnings("unchecked")
  void fiftyKindsOfFailureKeepTheTokensAndTheNextRefreshIsGood() {
    PluginPage plugin = stage.openPlugin();
    plugin.evaluate("void (globalThis.kinds = " + FAILURES + ")");
    List<Map<String, Object>> fates =
        (List<Map<String, Object>>)
            plugin.evaluate(
                """
                Promise.all(Object.entries(kinds).map(async ([kind, failing]) => {
                  const storage = {
                    getItem: () => storage.text,
                    setItem: (key, text) => { storage.text = text; },
                    removeItem: () => { storage.text = null; },
                  };
                  let answer = (url) => url.endsWith("/refresh")
                      ? failing() : Promise.reject(new TypeError("Failed to fetch"));
                  const client = latchkey.createOAuthClient({
                    relay: "https://relay.test", storage, fetch: (url) => answer(url),
                  });
                  client.setTokens({ access_token: "old", refresh_token: "old" });
                  const before = storage.text;
                  const { error } = await outcome(client.refresh());
                  const fate = {
                    kind,
                    code: error?.code,
                    isKept: storage.text === before,
                    isSignedIn: client.getSnapshot().isSignedIn && client.tokens.access_token === "old",
                  };
                  answer = async () => new Response('{"access_token":"new"}');
                  if (kind !== "429 that says when") {
                    fate.next = (await outcome(client.refresh())).value?.access_token;
                  }
                  return fate;
                }))
                """);
    assertTrue(fates.size() >= 50, () -> fates.size() + " kinds");
    for (Map<String, Object> fate : fates) {
      assertEquals(true, fate.get("isKept"), fate::toString);
      assertEquals(true, fate.get("isSignedIn"), fate::toString);
      assertNotNull(fate.get("code"), fate::toString);
      if (fate.containsKey("next")) {
        assertEquals("new", fate.get("next"), fate::toString);
      }
    }
  }

  @Test
  void aRelayThatAsksForADelayIsLeftAloneInThatSessionAlone() {
    PluginPage plugin = stage.openPlugin();
    @SuppressWarnings("unchecked")
    Map<String, Object> fate =
        (Map<String, Object>)
            plugin.evaluate(
                """
                (async () => {
                  let asked = 0;
                  let answer = () => new Response("", { status: 503, headers: { "Retry-After": "600" } });
                  const client = latchkey.createOAuthClient({
                    relay: "https://relay.test",
                    storage: null,
                    fetch: async (url) => {
                      asked += url.endsWith("/refresh");
                      return answer();
                    },
                  });
                  client.setTokens({ access_token: "old", refresh_token: "old" });
                  await outcome(client.refresh());
                  answer = () => new Response('{"access_token":"new"}');
                  const same = await outcome(client.refresh());
                  const asSame = asked;
                  client.setTokens({ access_token: "other", refresh_token: "other" });
                  const other = await outcome(client.refresh());
                  return { same: same.error?.code, asSame, other: other.value?.access_token };
                })()
                """);
    assertEquals(Map.of("same", "temporarily_unavailable", "asSame", 1, "other", "new"), fate);
  }

  @Test
  void aRefusalThatGivesNoReasonEndsTheVisitAndKeepsWhatIsStored() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    String stored = plugin.stored(stage);
    stage
        .context()
        .route(
            url -> url.startsWith(stage.relayUrl() + "/refresh"),
            route ->
                route.fulfill(
                    new com.microsoft.playwright.Route.FulfillOptions()
                        .setStatus(400)
                        .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
                        .setBody("Bad Request")));
    assertEquals("invalid_grant", plugin.outcome("client.refresh()").code());
    assertEquals(false, plugin.isSignedIn());
    assertEquals(stored, plugin.stored(stage));
    stage.context().unrouteAll();
    plugin.reload();
    assertTrue(plugin.isSignedIn());
    assertNotNull(plugin.outcome("client.refresh()").members().get("access_token"));
  }

  @Test
  void invalidGrantSignsOutHereAndInStorage() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    stage.provider().tokenFault(TokenFault.invalidGrant());
    assertEquals("invalid_grant", plugin.outcome("client.refresh()").code());
    assertEquals(false, plugin.isSignedIn());
    assertEquals("invalid_grant", plugin.snapshot().get("error"));
    assertNull(plugin.stored(stage));
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
}
