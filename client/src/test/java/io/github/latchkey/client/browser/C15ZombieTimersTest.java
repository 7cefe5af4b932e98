package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Under a clock that the test turns: polls must never overlap, and none may come once the login has
 * ended.
 */
class C15ZombieTimersTest {
  /** A relay that counts how many polls are open at once, and answers each after a while. */
  private static final String RELAY =
      """
      void (globalThis.relay = { isDown: false, asked: 0, polls: 0, open: 0, mostOpen: 0, answer: null, isNative: true,
        waitMillis: 700, keys: [] },
      globalThis.stub = async (url, init) => {
        relay.asked++;
        if (relay.isDown) throw new TypeError("Failed to fetch");
        if (url.endsWith("/authorize")) {
          return new Response(JSON.stringify({ url: "https://login.test/", readKey: "k" + relay.keys.length,
            ...(relay.isNative ? { expires_in: 1200, interval: 5 } : {}) }));
        }
        relay.polls++;
        relay.keys.push(init.body ? init.body.get("readKey") : new URL(url).searchParams.get("readKey"));
        relay.mostOpen = Math.max(relay.mostOpen, ++relay.open);
        try {
          await new Promise((resolve, reject) => {
            setTimeout(resolve, relay.waitMillis);
            init.signal.addEventListener("abort", () => reject(init.signal.reason));
          });
        } finally {
          relay.open--;
        }
        return relay.answer ? relay.answer()
          : new Response('{"error":"authorization_pending"}', { status: 404 });
      },
      globalThis.made = (options) => latchkey.createOAuthClient({ relay: "https://relay.test",
        storage: null, open() {}, fetch: stub, ...options }),
      globalThis.quiet = (promise) => { promise.then(() => { relay.end = "tokens"; },
        (reason) => { relay.end = reason.code; }); },
      globalThis.comeBack = () => { for (let i = 0; i < 5; i++) {
        dispatchEvent(new Event("focus"));
        dispatchEvent(new Event("online"));
        document.dispatchEvent(new Event("visibilitychange"));
      } })
      """;

  @RegisterExtension final Stage stage = new Stage();

  private PluginPage plugin;

  @BeforeEach
  void open() {
    stage.context().clock().install();
    plugin = stage.openPlugin();
    // Or the clock would run by itself as well.
    stage.context().clock().pauseAt(System.currentTimeMillis() + 3_600_000);
    plugin.evaluate(RELAY);
  }

  @ParameterizedTest(name = "native: {0}, an answer takes {1} ms")
  @CsvSource({"true, 25000", "true, 100", "false, 100", "false, 6000"})
  void pollsNeverOverlapHoweverOftenSomebodyReturnsToThePage(boolean isNative, int waitMillis) {
    plugin.evaluate(
        "void (relay.isNative = argument[0], relay.waitMillis = argument[1])",
        new Object[] {isNative, waitMillis});
    plugin.evaluate("void (globalThis.client = made({}), quiet(client.login()))");
    for (int i = 0; i < 40; i++) {
      run(1300);
      plugin.evaluate("comeBack()");
      if (i % 7 == 0) {
        plugin.evaluate("void quiet(client.login())");
      }
    }
    assertEquals(1, plugin.evaluate("relay.mostOpen"));
    assertTrue((int) plugin.evaluate("relay.polls") >= 2);
  }

  @ParameterizedTest(name = "native: {0}")
  @CsvSource({"true, 5000, 12", "false, 2500, 24"})
  void leftAloneItAsksOncePerInterval(boolean isNative, int intervalMillis, int inAMinute) {
    plugin.evaluate("void (relay.isNative = argument, relay.waitMillis = 10)", isNative);
    plugin.evaluate("void (globalThis.client = made({}), quiet(client.login()))");
    for (int i = 0; i < 60; i++) {
      run(1000);
    }
    int polls = (int) plugin.evaluate("relay.polls");
    assertTrue(Math.abs(polls - inAMinute) <= 1, () -> polls + " polls");
  }

  @Test
  void whoReturnsToThePageIsAskedForAtOnce() {
    plugin.evaluate("void (relay.isNative = false, relay.waitMillis = 10)");
    plugin.evaluate(
        "void (globalThis.client = made({ pollIntervalMillis: 600000 }), quiet(client.login()))");
    run(1000);
    assertEquals(1, plugin.evaluate("relay.polls"));
    for (String event :
        new String[] {
          "dispatchEvent(new Event('focus'))",
          "dispatchEvent(new Event('online'))",
          "document.dispatchEvent(new Event('visibilitychange'))"
        }) {
      int before = (int) plugin.evaluate("relay.polls");
      plugin.evaluate("void " + event);
      run(100);
      assertEquals(before + 1, plugin.evaluate("relay.polls"), event);
    }
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        Arguments.of("client.cancelLogin()", "cancelled"),
        Arguments.of("controller.abort()", "cancelled"),
        Arguments.of("client.dispose()", "disposed"),
        Arguments.of("client.logout()", "cancelled"),
        Arguments.of("relay.answer = () => new Response('{\"access_token\":\"a\"}')", "tokens"),
        Arguments.of("relay.answer = () => new Response('', { status: 410 })", "timeout"),
        Arguments.of(
            "relay.answer = () => new Response('{\"error\":\"access_denied\"}', { status: 403 })",
            "access_denied"),
        Arguments.of(
            "relay.answer = () => { throw new TypeError('Failed to fetch'); }",
            "relay_unreachable"),
        Arguments.of("void 0", "timeout"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void afterTheEndNothingIsAskedAnyMore(String end, String code) {
    plugin.evaluate(
        "void (globalThis.controller = new AbortController(), globalThis.client ="
            + " made({ loginTimeoutMillis: 300000 }),"
            + " quiet(client.login({ signal: controller.signal })))");
    run(6100);
    assertEquals(true, plugin.evaluate("relay.end === undefined && relay.polls > 0"));
    plugin.evaluate("void (" + end + ")");
    for (int i = 0; i < 320 && plugin.evaluate("relay.end") == null; i++) {
      run(1000);
    }
    assertEquals(code, plugin.evaluate("relay.end"));
    int polls = (int) plugin.evaluate("relay.polls");
    for (int i = 0; i < 20; i++) {
      plugin.evaluate("comeBack()");
      run(60_000);
    }
    assertEquals(polls, plugin.evaluate("relay.polls"));
    assertEquals(0, plugin.evaluate("relay.open"));
  }

  @Test
  void aRelayThatStaysDownIsNotAskedForThePageForEver() {
    plugin.evaluate("void (relay.isDown = true, globalThis.client = made({}))");
    plugin.evaluate("void quiet(client.login())");
    run(14_000);
    assertEquals("relay_unreachable", plugin.snapshot().get("error"));
    assertEquals("opening", plugin.snapshot().get("phase"));
    run(17_000);
    assertEquals("relay_unreachable", plugin.evaluate("relay.end"));
    assertEquals("relay_unreachable", plugin.snapshot().get("error"));
    assertNull(plugin.snapshot().get("phase"));
    assertNothingIsAsked();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"client.cancelLogin(), cancelled", "client.dispose(), disposed"})
  void afterTheEndThePageIsNotAskedForAnyMore(String end, String code) {
    plugin.evaluate("void (relay.isDown = true, globalThis.client = made({}))");
    plugin.evaluate("void quiet(client.login())");
    run(2500);
    assertEquals(true, plugin.evaluate("relay.asked > 2 && relay.end === undefined"));
    plugin.evaluate("void (" + end + ")");
    assertEquals(code, plugin.evaluate("relay.end"));
    assertNothingIsAsked();
  }

  private void assertNothingIsAsked() {
    Object asked = plugin.evaluate("relay.asked");
    run(60_000);
    assertEquals(asked, plugin.evaluate("relay.asked"));
  }

  @Test
  void aLoginWithAnotherPromptStopsThePollsOfTheOneBefore() {
    plugin.evaluate("void (globalThis.client = made({}), quiet(client.login()))");
    run(6100);
    plugin.evaluate("void (relay.end = 0, relay.keys.length = 7)");
    plugin.evaluate("void quiet(client.login({ prompt: 'login' }))");
    run(100);
    plugin.evaluate("void (relay.keys.length = 0)");
    for (int i = 0; i < 30; i++) {
      run(1000);
      plugin.evaluate("comeBack()");
    }
    assertEquals("k7", plugin.evaluate("[...new Set(relay.keys)].join()"));
    assertEquals(1, plugin.evaluate("relay.mostOpen"));
  }

  private void run(long millis) {
    plugin.page().clock().runFor(millis);
    // Promises need turns of the real loop as well.
    plugin.evaluate(
        "new Promise((resolve) => { const channel = new MessageChannel();"
            + " channel.port1.onmessage = resolve; channel.port2.postMessage(0); })"
            + ".then(() => null)");
  }
}
