package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever lies in storage must not break the plugin, nor be lost before the next login. */
class C12CorruptStorageTest {
  private static final int VALUES = Boolean.getBoolean("soak") ? 10_000 : 1000;

  /** Draws damaged variants of a text; the draws are the same at each run. */
  private static final String DAMAGE =
      """
      globalThis.damaged = (seed) => {
        const random = (below) => {
          seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
          return Math.floor(seed / 4294967296 * below);
        };
        const pick = (list) => list[random(list.length)];
        const values = ["null", "true", "-1", "1e999", '""', "[]", "{}", '"x"', '["a"]', '{"a":{}}',
          '"3600"', "9007199254740993", '{"__proto__":{}}', '"' + "y".repeat(3000) + '"'];
        const marks = ['"', "{", "}", "[", "]", ",", ":", "\\\\", "\\u0000", "\\ud800", "\\u202e", "7"];
        const once = (text) => {
          const at = random(text.length + 1);
          return pick([
            () => text.slice(0, at),
            () => text.slice(at),
            () => text.slice(0, at) + pick(marks) + text.slice(at),
            () => text.slice(0, at) + text.slice(at + 1 + random(8)),
            () => text.slice(0, at) + pick(marks) + text.slice(at + 1),
            () => text + text,
            () => JSON.stringify(text),
            () => {
              const members = text.match(/"[a-zA-Z_]+":("[^"]*"|[^,}]*)/g);
              const member = members && pick(members);
              return member ? text.replace(member, () => member.split(":")[0] + ":" + pick(values))
                : pick(values);
            },
          ])();
        };
        return (text) => {
          for (let i = random(3); i >= 0; i--) text = once(text);
          return text;
        };
      }
      """;

  @RegisterExtension final Stage stage = new Stage();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "42",
        "[]",
        "\"text\"",
        "{}",
        "{\"access_token\":7}",
        "{\"access_token\":\"\"}",
        "{\"access_token\":null}",
        "{\"error\":\"invalid_grant\"}",
        "undefined",
        "[object Object]",
        "\u0000\uffff"
      })
  void textThatIsNotTokensIsSignedOutAndLeftAloneUntilTheNextLogin(String text) {
    PluginPage plugin = stage.openPlugin();
    store(plugin, text);
    plugin.reload();
    assertFalse(plugin.isSignedIn());
    assertNull(plugin.evaluate("client.tokens"));
    assertEquals(text, plugin.stored(stage));
    stage.login(plugin);
    assertNotEquals(text, plugin.stored(stage));
  }

  @Test
  @SuppressWarnings("unchecked")
  void damagedTokensNeverThrowAndStayWhereTheyAre() {
    PluginPage plugin = stage.openPlugin();
    plugin.evaluate("void (" + DAMAGE + ")");
    Map<String, Object> found =
        (Map<String, Object>)
            plugin.evaluate(
                """
                (async () => {
                  const wrong = [];
                  let signedIn = 0;
                  const damage = damaged(11);
                  const good = JSON.stringify({ access_token: "a.b-c", refresh_token: "d.e-f",
                    expires_in: 3600, scope: "profile files", token_type: "Bearer",
                    requested_scope: "profile files", obtained_at: Date.now() });
                  for (let i = 0; i < argument; i++) {
                    const text = damage(good);
                    let stored = text;
                    try {
                      const client = latchkey.createOAuthClient({
                        relay: "https://relay.test",
                        storageKey: "damaged" + i,
                        apiOrigins: ["https://api.test"],
                        storage: {
                          getItem: () => stored,
                          setItem: (key, value) => { stored = value; },
                          removeItem: () => { stored = null; },
                        },
                        fetch: async (input) =>
                          new Response("", { status: input instanceof Request ? 200 : 403 }),
                      });
                      const { isSignedIn, grantedScopes, missingScopes } = client.getSnapshot();
                      if (isSignedIn !== (client.tokens !== null)) throw new Error("not of one mind");
                      if (![...grantedScopes, ...missingScopes].every((s) => typeof s === "string")) {
                        throw new Error("a scope that is no text");
                      }
                      if (isSignedIn) signedIn++;
                      const token = await outcome(client.getAccessToken());
                      if (token.hangs || (token.error && !token.error.isOAuthError)) {
                        throw new Error(JSON.stringify(token));
                      }
                      const call = await outcome(client.fetch("https://api.test/").then((r) => r.status));
                      if (call.hangs || (!isSignedIn && call.error?.code !== "login_required")) {
                        throw new Error(JSON.stringify(call));
                      }
                      if (stored !== text) throw new Error("now " + stored);
                      client.dispose();
                    } catch (thrown) {
                      wrong.push(text.slice(0, 300) + " -> " + String(thrown));
                    }
                  }
                  return { wrong, signedIn };
                })()
                """,
                VALUES);
    assertEquals(List.of(), found.get("wrong"));
    assertTrue((int) found.get("signedIn") > VALUES / 20, found::toString);
  }

  @Test
  @SuppressWarnings("unchecked")
  void aDamagedLoginUnderWayNeverThrowsAndNeverHangs() {
    PluginPage plugin = stage.openPlugin();
    plugin.evaluate("void (" + DAMAGE + ")");
    Map<String, Object> found =
        (Map<String, Object>)
            plugin.evaluate(
                """
                (async () => {
                  const wrong = [];
                  let resumed = 0;
                  const damage = damaged(13);
                  const good = JSON.stringify({ url: "https://login.test/?a=b", readKey: "k",
                    expires_in: 600, interval: 5, scope: "profile", form: { prompt: "login" } });
                  for (let i = 0; i < argument; i++) {
                    const key = "damaged-login" + i;
                    const text = damage(good);
                    sessionStorage.setItem(key + ":login", text);
                    try {
                      const opened = [];
                      const client = latchkey.createOAuthClient({
                        relay: "https://relay.test",
                        storageKey: key,
                        storage: null,
                        open: (url) => opened.push(url),
                        fetch: async (url) => new Response(url.endsWith("/authorize")
                          ? '{"url":"https://login.test/","readKey":"k","expires_in":600}'
                          : '{"access_token":"a"}'),
                      });
                      if (client.getSnapshot().login) resumed++;
                      const fate = await outcome(client.login({ prompt: "consent" }));
                      if (fate.value?.access_token !== "a") throw new Error(JSON.stringify(fate));
                      if (client.getSnapshot().login) throw new Error("still under way");
                      if (!opened.every((url) => /^https:/.test(url))) throw new Error("opened " + opened);
                      client.dispose();
                    } catch (thrown) {
                      wrong.push(text.slice(0, 300) + " -> " + String(thrown));
                    }
                    sessionStorage.removeItem(key + ":login");
                  }
                  return { wrong, resumed };
                })()
                """,
                VALUES);
    assertEquals(List.of(), found.get("wrong"));
    assertTrue((int) found.get("resumed") > VALUES / 20, found::toString);
  }

  private void store(PluginPage plugin, String text) {
    plugin.evaluate(
        "localStorage.setItem(argument[0], argument[1])",
        new Object[] {"latchkey:" + stage.relayUrl(), text});
  }
}
