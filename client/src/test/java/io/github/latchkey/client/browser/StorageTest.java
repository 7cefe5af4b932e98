package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What lies in the browser's storage, and what is made of it. */
class StorageTest {
  @RegisterExtension final Stage stage = new Stage();

  @Test
  void whatTheGuidesCodeStoredKeepsItsUserSignedIn() {
    PluginPage plugin = stage.openPlugin("storageKey: 'tokens'");
    String answer = "JSON.stringify((({ obtained_at, ...rest }) => rest)(client.tokens))";
    stage.login(plugin);
    plugin.evaluate("localStorage.setItem('tokens', " + answer + ")");
    plugin.reload();
    assertTrue(plugin.isSignedIn());
    assertEquals(
        "200",
        plugin
            .outcome("(await client.fetch(argument)).status", stage.provider().profileUrl())
            .text());
    // Nobody knows how old these are: they are refreshed before their first use.
    assertEquals(1, stage.provider().refreshes());
  }

  @Test
  void parseStoredTakesOverWhatOtherCodeLeft() {
    PluginPage plugin =
        stage.openPlugin(
            "storageKey: 'old', parseStored: (text) => text.startsWith('v1:')"
                + " ? { access_token: text.slice(3) } : null");
    plugin.evaluate("localStorage.setItem('old', 'v1:abc')");
    plugin.reload();
    assertTrue(plugin.isSignedIn());
    assertEquals("abc", plugin.evaluate("client.tokens.access_token"));
  }

  @Test
  void withoutAStorageTheLoginLastsForTheVisit() {
    PluginPage plugin = stage.openPlugin("storage: null");
    stage.login(plugin);
    assertTrue(plugin.isSignedIn());
    assertEquals(0, plugin.evaluate("localStorage.length"));
    plugin.reload();
    assertFalse(plugin.isSignedIn());
  }

  @Test
  void whereNewTokensCannotBeStoredTheSpentOnesGo() {
    PluginPage plugin = stage.openPlugin();
    String scene =
        """
        (async () => {
          const storage = {
            text: null,
            getItem: () => storage.text,
            setItem: (key, text) => {
              if (storage.isFull) throw new DOMException("", "QuotaExceededError");
              storage.text = text;
            },
            removeItem: () => { storage.text = null; },
          };
          const client = latchkey.createOAuthClient({
            relay: "https://relay.test",
            storage,
            fetch: async () => new Response('ANSWER'),
          });
          client.setTokens({ access_token: "A1", refresh_token: "R1" });
          storage.isFull = true;
          await client.refresh();
          return [client.tokens.access_token, storage.text?.includes("R1") ?? "gone"].join();
        })()
        """;
    assertEquals(
        "A2,gone",
        plugin.evaluate(
            scene.replace("ANSWER", "{\"access_token\":\"A2\",\"refresh_token\":\"R2\"}")));
    // It did not rotate: what is stored is as good as before.
    assertEquals("A2,true", plugin.evaluate(scene.replace("ANSWER", "{\"access_token\":\"A2\"}")));
  }

  @Test
  void nothingSecretShowsInTheClient() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    String whole =
        "JSON.stringify(client) + JSON.stringify(client.getSnapshot()) + String(client)"
            + " + Object.getOwnPropertyNames(client).filter((name) => name !== 'tokens')"
            + ".map((name) => JSON.stringify(client[name]) + String(client[name])).join()";
    String shown = (String) plugin.evaluate(whole);
    for (String canary : stage.provider().canaries().all()) {
      assertFalse(shown.contains(canary), () -> canary + " is in " + shown);
    }
    assertNotNull(plugin.evaluate("client.tokens.access_token"));
  }
}
