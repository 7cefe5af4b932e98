package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever a relay names as the page to open, nothing may be opened but a web page on https, or on
 * http where relay and page are on this machine.
 */
class C17HostileUrlTest {
  private static final int URLS = Boolean.getBoolean("soak") ? 20_000 : 1000;

  private static final String FUZZ =
      """
      (async () => {
        const [relay, count] = argument;
        let seed = 17;
        const random = (below) => {
          seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
          return Math.floor(seed / 4294967296 * below);
        };
        const pick = (list) => list[random(list.length)];
        const schemes = ["https:", "https:", "HTTPS:", "http:", "http:", "HtTp:", "javascript:",
          "JaVaScRiPt:", "java\\tscript:", "\\u0001javascript:", " javascript:", "data:text/html,",
          "blob:https:", "blob:null/", "file:", "ftp:", "about:blank", "view-source:https:",
          "chrome:", "intent:", "mailto:", "filesystem:https:", "vbscript:", "ws:", "wss:",
          "framer:", "ms-word:ofe|u|https:", "", "//", "x"];
        const hosts = ["//login.test", "//localhost", "//localhost:8787", "//LOCALHOST",
          "//my.localhost", "//127.0.0.1", "//127.1", "//0x7f.1", "//[::1]:80", "//[::ffff:127.0.0.1]",
          "//localhost.evil.test", "//127.0.0.1.evil.test", "//evil.test#localhost",
          "//localhost@evil.test", "//evil.test\\\\@localhost", "//localhost\\\\@evil.test",
          "//0.0.0.0", "//127.0.0.2", "//notlocalhost", "//.localhost", "//localhost.", "", "/",
          "//", "alert(1)", "//alert(1)", "%0aalert(1)//"];
        const rests = ["", "/", "/authorize?a=b", "/?u=https://login.test", "#localhost", "/\\"><script>"];
        const others = [null, undefined, 0, 7, true, [], {}, ["https://login.test/"], "", " ", "null",
          ["javascript:alert(1)"], { href: "https://login.test/" }];
        const opened = [];
        const odd = [];
        const previous = window.open;
        window.open = (...args) => { opened.push(args.map(String)); return null; };
        for (let i = 0; i < count; i++) {
          let url = pick(schemes) + pick(hosts) + pick(rests);
          if (random(8) === 0) {
            const at = random(url.length + 1);
            url = url.slice(0, at) + pick(["\\t", "\\n", "\\0", " ", "\\\\", "/", ":", "@"]) + url.slice(at);
          }
          if (random(12) === 0) url = pick(others);
          const before = opened.length;
          const client = latchkey.createOAuthClient({
            relay,
            storageKey: relay + i,
            storage: null,
            fetch: async (asked) => asked.endsWith("/authorize")
              ? new Response(JSON.stringify({ url, readKey: "k", expires_in: 600, interval: 5 }))
              : new Response('{"access_token":"a"}'),
          });
          const shown = [];
          client.subscribe(({ login }) => { if (login?.url) shown.push(login.url); });
          const fate = await outcome(client.login());
          const isOpened = opened.length - before;
          opened.push(...shown.map((one) => [one, "shown"]));
          if (isOpened !== (fate.value ? 1 : 0) || (fate.error && fate.error.code !== "invalid_response")) {
            odd.push(JSON.stringify({ url, isOpened, fate }));
          }
          client.dispose();
        }
        window.open = previous;
        return { opened, odd };
      })()
      """;

  @RegisterExtension final Stage stage = new Stage();

  @ParameterizedTest
  @CsvSource({"https://relay.test, false", "http://localhost:8787, true", "http://127.0.0.1, true"})
  @SuppressWarnings("unchecked")
  void ofManyUrlsOnlyWebPagesAreOpened(String relay, boolean isLocal) {
    PluginPage plugin = stage.openPlugin();
    Map<String, Object> found =
        (Map<String, Object>) plugin.evaluate(FUZZ, new Object[] {relay, URLS});
    assertEquals(List.of(), found.get("odd"));
    List<List<String>> opened = (List<List<String>>) found.get("opened");
    for (List<String> one : opened) {
      String url = one.get(0);
      boolean isOnHttps = url.matches("https://[^/].*");
      boolean isLocalOnHttp =
          url.matches("http://([a-z0-9.]+\\.)?(localhost|127\\.0\\.0\\.1|\\[::1\\])(:[0-9]+)?/.*");
      assertTrue(isOnHttps || (isLocal && isLocalOnHttp), () -> "opened " + one);
      assertFalse(url.matches("http://[^/]*(evil|127\\.0\\.0\\.2).*"), url);
      assertTrue(one.get(1).equals("shown") || one.contains("noopener"), one::toString);
    }
    assertTrue(opened.size() > URLS / 20, () -> "only " + opened.size());
  }

  @Test
  void aUrlThatWouldRunInThePluginRunsNothing() {
    PluginPage plugin = stage.openPlugin();
    plugin.evaluate("void (globalThis.asked = 0, window.open = () => { asked++; })");
    plugin.evaluate(
        "void (globalThis.client = latchkey.createOAuthClient({ relay: argument, storage: null,"
            + " fetch: async () => new Response(JSON.stringify({"
            + " url: 'javascript:globalThis.ran = true', readKey: 'k', expires_in: 600 })) }))",
        stage.relayUrl());
    assertEquals("invalid_response", plugin.outcome("client.login()").code());
    assertEquals(0, plugin.evaluate("asked"));
    assertEquals(true, plugin.evaluate("globalThis.ran === undefined"));
  }
}
