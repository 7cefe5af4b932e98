package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Once it was asked for, a page is ready at each click, under a clock that the test turns. */
class PreparedLoginTest {
  /** A relay whose answers are there within the turn, and a press that tells what it opened. */
  private static final String RELAY =
      """
      void (globalThis.relay = { asked: 0, isDown: false }, globalThis.opened = [],
      globalThis.client = latchkey.createOAuthClient({
        relay: "https://relay.test",
        storage: null,
        open: (url) => void opened.push(url),
        fetch: async (url, init) => {
          if (url.endsWith("/authorize")) {
            relay.asked++;
            if (!relay.isDown) {
              const text = JSON.stringify({ url: "https://login.test/" + relay.asked,
                readKey: "key", expires_in: 1200, interval: 5 });
              return { status: 200, headers: new Headers(), text: async () => text };
            }
          } else if (url.endsWith("/poll")) {
            return new Promise((resolve, reject) => {
              relay.answer = (text) => resolve(new Response(text));
              init.signal.addEventListener("abort", () => reject(init.signal.reason));
            });
          }
          throw new TypeError("Failed to fetch");
        },
      }),
      globalThis.press = () => {
        const before = opened.length;
        void client.login();
        return opened.slice(before).join();
      })
      """;

  private static final long EIGHT_HOURS_MILLIS = 8 * 3_600_000L;

  @RegisterExtension final Stage stage = new Stage();

  private PluginPage plugin;

  @BeforeEach
  void open() {
    stage.context().clock().install();
    plugin = stage.openPlugin();
    plugin.evaluate(RELAY);
    plugin.evaluate("void client.prepareLogin()");
    assertEquals(1, asked());
  }

  @Test
  void theNextPressAfterALoginThatWasCancelledOpensAtOnceToo() {
    assertEquals("https://login.test/1", press());
    assertEquals(1, asked());
    plugin.evaluate("client.cancelLogin()");
    assertEquals(2, asked());
    assertEquals("https://login.test/2", press());
  }

  @Test
  void aPageThatAgedIsAskedForAgainWhenThePointerMoves() {
    stage.context().clock().fastForward(500_000);
    plugin.page().mouse().move(20, 20);
    settle();
    assertEquals(1, asked());
    stage.context().clock().fastForward(101_000);
    plugin.page().mouse().move(30, 30);
    plugin.waitUntil("relay.asked === 2");
    assertEquals("https://login.test/2", press());
  }

  @Test
  void whoReturnsToAMachineThatSleptHasAFreshPage() {
    sleep();
    plugin.evaluate("void document.dispatchEvent(new Event('visibilitychange'))");
    assertEquals(2, asked());
    assertEquals("https://login.test/2", press());
  }

  @Test
  void aPageFromBeforeTheSleepIsNeverOpened() {
    sleep();
    assertEquals("", press());
    plugin.waitUntil("opened.length === 1");
    assertEquals("https://login.test/2", plugin.evaluate("opened[0]"));
  }

  @Test
  void aRelayThatIsDownIsNotAskedAtEachMovement() {
    plugin.evaluate("void (press(), relay.isDown = true, client.cancelLogin())");
    plugin.waitUntil("relay.asked === 2");
    // Whether it is down or refuses the page is asked for first.
    settle();
    signs();
    assertEquals(2, asked());
    stage.context().clock().fastForward(11_000);
    plugin.evaluate("void (relay.isDown = false)");
    signs();
    assertEquals(3, asked());
    assertEquals("https://login.test/3", press());
  }

  @Test
  void whoHasLoggedInNeedsNoPageAnyMore() {
    press();
    plugin.evaluate("relay.answer('{\"access_token\":\"a\"}')");
    plugin.waitUntil("client.getSnapshot().isSignedIn");
    plugin.evaluate("void client.logout()");
    signs();
    assertEquals(1, asked());
    plugin.evaluate("void client.prepareLogin()");
    assertEquals(2, asked());
  }

  @Test
  void nothingIsAskedWhileALoginWaitsNorOnceAnotherTabHasLoggedInNorAfterTheEnd() {
    press();
    signs();
    assertEquals(1, asked());
    plugin.evaluate("void (client.setTokens({ access_token: 'a' }), client.cancelLogin())");
    signs();
    assertEquals(1, asked());
    plugin.evaluate("void (client.logout(), client.dispose())");
    signs();
    assertEquals(1, asked());
  }

  /** The wall's clock goes on, and the one that never jumps stands still. */
  private void sleep() {
    long nowMillis = ((Number) plugin.evaluate("Date.now()")).longValue();
    stage.context().clock().setSystemTime(nowMillis + EIGHT_HOURS_MILLIS);
  }

  /** What shows that a user is there. */
  private void signs() {
    plugin.evaluate(
        "void ['focus', 'pointermove', 'pointerdown', 'keydown']"
            + ".forEach((name) => dispatchEvent(new Event(name)))");
    settle();
  }

  private void settle() {
    plugin.evaluate(
        "new Promise((resolve) => { const channel = new MessageChannel();"
            + " channel.port1.onmessage = resolve; channel.port2.postMessage(0); })"
            + ".then(() => null)");
  }

  private Object press() {
    return plugin.evaluate("press()");
  }

  private Object asked() {
    return plugin.evaluate("relay.asked");
  }
}
