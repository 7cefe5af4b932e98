package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No token may go to an origin that is not listed, however its URL is written. */
class C02ForeignOriginTest {
  private static final int URLS = Boolean.getBoolean("soak") ? 100_000 : 5000;
  private static final int AT_ONCE = 2500;

  private static final List<String> LISTED =
      List.of(
          "https://api.example.com",
          "https://api.example.com:8443",
          "http://127.0.0.1:8080",
          "https://xn--bcher-kva.example");

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aCallToAnOriginThatIsNotListedIsRefusedAndNothingIsSent() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    stage.provider().endAccessTokens();
    String port = stage.provider().origin().substring("http://127.0.0.1:".length());
    List<String> others =
        List.of(
            "http://localhost:" + port + "/api/profile",
            "https://127.0.0.1:" + port + "/api/profile",
            "http://127.0.0.1.test:" + port + "/api/profile",
            stage.relayUrl() + "/",
            "//other.test/api",
            "/api/profile",
            "data:text/plain,x");
    for (String url : others) {
      int before = stage.observed().requestUrls().size();
      Outcome call = plugin.outcome("client.fetch(argument)", url);
      assertEquals("origin_not_listed", call.code(), url);
      assertEquals(before, stage.observed().requestUrls().size(), url);
    }
    assertEquals(0, stage.provider().refreshes());
  }

  @Test
  void aCallersOwnAuthorizationIsNotReplaced() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    plugin.outcome(
        "client.fetch(argument, { headers: { authorization: 'Bearer mine' } })",
        stage.provider().profileUrl());
    List<String> sent =
        stage.provider().received().stream()
            .filter(request -> request.path().equals("/api/profile"))
            .filter(request -> request.method().equals("GET"))
            .map(request -> request.headers().get("authorization"))
            .toList();
    assertTrue(sent.stream().allMatch("Bearer mine"::equals), sent::toString);
    assertFalse(sent.isEmpty());
  }

  @Test
  @SuppressWarnings("unchecked")
  void ofManyUrlsTheTokenGoesExactlyWhereTheSecondParserSeesAListedOrigin() {
    PluginPage plugin = stage.openPlugin();
    plugin.evaluate(
        """
        void (globalThis.sent = [], globalThis.client = latchkey.createOAuthClient({
          relay: "https://relay.test",
          storage: null,
          apiOrigins: argument,
          fetch: async (request) => {
            sent.push({ url: request.url, isAuthorized: request.headers.has("authorization") });
            return new Response("");
          },
        }), client.setTokens({ access_token: "canary" }))
        """,
        LISTED);
    String script =
        """
        (async () => {
          const fates = [];
          for (const [index, text] of argument.entries()) {
            sent.length = 0;
            try {
              const input = [() => text, () => new Request(text), () => new URL(text, location)][index % 3]();
              await client.fetch(input);
            } catch {
            }
            fates.push(sent.length === 0 ? "" : sent.length === 1 && sent[0].isAuthorized
                ? sent[0].url : "odd: " + JSON.stringify(sent));
          }
          return fates;
        })()
        """;
    Random random = new Random(2);
    List<String> leaks = new ArrayList<>();
    List<String> withheld = new ArrayList<>();
    int sent = 0;
    for (int done = 0; done < URLS; done += AT_ONCE) {
      List<String> texts = new ArrayList<>();
      while (texts.size() < AT_ONCE) {
        texts.add(HostileUrls.draw(random));
      }
      List<String> fates = (List<String>) plugin.evaluate(script, texts);
      for (int i = 0; i < AT_ONCE; i++) {
        String origin = SecondUrlParser.originOf(texts.get(i), stage.pages().origin());
        boolean isListed = origin != null && LISTED.contains(origin);
        if (!fates.get(i).isEmpty()) {
          sent++;
          if (!isListed || !fates.get(i).startsWith(origin + "/")) {
            leaks.add(texts.get(i) + " -> " + fates.get(i) + ", second parser: " + origin);
          }
        } else if (isListed) {
          withheld.add(texts.get(i) + ", second parser: " + origin);
        }
      }
    }
    assertEquals(List.of(), leaks);
    assertEquals(List.of(), withheld.stream().distinct().limit(20).toList());
    int total = sent;
    assertTrue(sent > URLS / 50 && sent < URLS / 2, () -> total + " were sent");
  }
}
