package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.github.latchkey.testing.Received;
import io.github.latchkey.testing.TokenFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * No read key, code, client secret, relay secret, access or refresh token may be in what the relay
 * prints, on the browser's console, in an error, or in a URL, but where the protocol puts it: the
 * code in the URL of {@code /redirect}, and the two queries of the compatible dialect.
 */
class C18SecretsInMessagesTest {
  @RegisterExtension final Stage stage = new Stage();

  private final List<String> errors = new ArrayList<>();

  @Test
  void aWholeJourneyWithEveryKindOfFailureKeepsItsSecrets() {
    PluginPage plugin = stage.openPlugin();
    rememberReadKeys();
    stage.login(plugin);
    plugin.outcome("client.fetch(argument)", stage.provider().profileUrl());
    stage.provider().endAccessTokens();
    plugin.outcome("client.fetch(argument)", stage.provider().profileUrl());

    // A provider whose errors repeat what it was sent, and what it would have answered.
    String tokens = stage.provider().tokenAnswers().get(0);
    String word = String.join(" ", stage.provider().canaries().all());
    String json = "{\"error\":\"server_error\",\"error_description\":\"" + word + "\"}";
    for (int status : new int[] {200, 400, 401}) {
      stage.provider().tokenFault(TokenFault.json(status, json));
      keep(plugin.outcome("client.refresh()"));
      stage.provider().tokenFault(TokenFault.answer(status, Map.of(), word));
      keep(plugin.outcome("client.refresh()"));
    }
    stage.provider().tokenFault(null);
    stage.provider().nextTokenFaults(TokenFault.json(400, tokens));
    keep(stage.loginOutcome(plugin));
    keep(plugin.outcome("client.fetch('http://elsewhere.test/' + client.tokens?.access_token)"));
    keep(plugin.outcome("client.pollForTokens('made up')"));

    stage.provider().asksPerson(true);
    Page window = stage.window(() -> plugin.begin("refused", "client.login()"));
    window.click("#refuse");
    keep(plugin.end("refused"));
    window = stage.window(() -> plugin.begin("down", "client.login()"));
    window.waitForSelector("#allow");
    stage.provider().asksPerson(false);
    stage.stopRelay();
    keep(plugin.outcome("client.refresh()"));
    plugin.evaluate("client.cancelLogin()");
    keep(plugin.end("down"));
    stage.startRelay();

    stage.provider().revokeAll();
    keep(plugin.outcome("client.refresh()"));
    stage.login(plugin);
    stage
        .provider()
        .tokenFault(TokenFault.answer(503, Map.of("Retry-After", "60", "X-Error", word), json));
    keep(plugin.outcome("client.refresh()"));
    assertTrue(errors.size() > 10);
    check(List.of("/redirect?"));
  }

  @Test
  void theCompatibleDialectPutsItsSecretsInTheTwoQueriesThatItNeedsAndNowhereElse() {
    rememberReadKeys();
    PluginPage plugin = stage.openPlugin();
    plugin.evaluate(
        "void (globalThis.asked = await (await fetch(argument, { method: 'POST' })).json())",
        stage.relayUrl() + "/authorize");
    stage.context().newPage().navigate((String) plugin.evaluate("asked.url"));
    String fetchJson = "(await fetch(argument + %s, { method: 'POST' })).json()";
    plugin.evaluate(
        "void (globalThis.tokens = await "
            + fetchJson.formatted("'/poll?readKey=' + asked.readKey")
            + ")",
        stage.relayUrl());
    Object refreshed =
        plugin.evaluate(
            fetchJson.formatted("'/refresh?code=' + encodeURIComponent(tokens.refresh_token)"),
            stage.relayUrl());
    // Taken, and refused: errors that could repeat what they were asked.
    plugin.evaluate(
        "(await fetch(argument + '/poll?readKey=' + asked.readKey, { method: 'POST' })).text()",
        stage.relayUrl());
    stage.provider().revokeAll();
    errors.add(
        (String)
            plugin.evaluate(
                "(await fetch(argument[0] + '/refresh?code=' + argument[1].refresh_token,"
                    + " { method: 'POST' })).text()",
                new Object[] {stage.relayUrl(), refreshed}));
    check(List.of("/redirect?", "/poll?readKey=", "/refresh?code="));
  }

  private void keep(Outcome outcome) {
    assertNotNull(outcome.error(), () -> "not rejected: " + outcome.value());
    errors.add(outcome.error().toString());
  }

  /** The relay draws them, so they become canaries when they are seen to be handed out. */
  private void rememberReadKeys() {
    stage
        .context()
        .onResponse(
            response -> {
              if (response.url().equals(stage.relayUrl() + "/authorize") && response.ok()) {
                readKeyAnswers.add(response);
              }
            });
  }

  private final List<Response> readKeyAnswers = new ArrayList<>();

  /**
   * Looks for every canary.
   *
   * @param placesInUrls what follows the relay's URL where a secret may stand
   */
  private void check(List<String> placesInUrls) {
    for (Response answer : readKeyAnswers) {
      String readKey = answer.text().replaceFirst("(?s).*\"readKey\":\\s*\"([^\"]+)\".*", "$1");
      assertTrue(readKey.length() > 40 && !readKey.contains("{"), "a read key");
      stage.provider().canaries().remember(readKey);
    }
    assertTrue(!readKeyAnswers.isEmpty());
    List<String> canaries = stage.provider().canaries().all();
    assertTrue(canaries.size() >= 6, canaries::toString);

    assertTrue(stage.relayLog().contains("/poll"), "the relay logs requests");
    List<String> said = new ArrayList<>(errors);
    said.addAll(stage.relayLog().lines().toList());
    said.addAll(stage.observed().consoleMessages());
    said.addAll(stage.observed().pageErrors());
    for (String url : stage.observed().requestUrls()) {
      boolean isPlace =
          placesInUrls.stream().anyMatch(place -> url.startsWith(stage.relayUrl() + place));
      if (!isPlace) {
        said.add(url);
      }
    }
    for (Received request : stage.provider().received()) {
      said.add(request.path() + "?" + request.rawQuery());
      said.add("Referer: " + request.headers().get("referer"));
    }
    assertEquals(List.of(), found(canaries, said));
  }

  private static List<String> found(List<String> canaries, List<String> said) {
    return said.stream().filter(text -> canaries.stream().anyMatch(text::contains)).toList();
  }
}
