package io.github.latchkey.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeProviderTest {
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String REDIRECT_URI = "http://localhost:1/redirect";

  private final FakeProvider provider = FakeProvider.start();
  private final HttpClient http = HttpClient.newHttpClient();

  FakeProviderTest() throws IOException {
    provider.registerRedirectUri(REDIRECT_URI);
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void aCodeWorksOnceAndItsReuseRevokesWhatItGave() throws Exception {
    String code = login();
    HttpResponse<String> first = exchange(code, VERIFIER);
    assertEquals(200, first.statusCode());
    String accessToken = member(first.body(), "access_token");
    assertEquals(200, profile(accessToken));
    assertEquals(400, exchange(code, VERIFIER).statusCode());
    assertEquals(401, profile(accessToken));
    assertEquals(1, provider.grantsRevokedByReuse());
  }

  @Test
  void aWrongVerifierIsRefused() throws Exception {
    assertEquals(400, exchange(login(), VERIFIER.replace('d', 'e')).statusCode());
  }

  @Test
  void aWrongSecretIsRefused() throws Exception {
    Map<String, String> form = refreshForm("anything");
    HttpResponse<String> answer =
        token(Map.of("grant_type", "refresh_token", "client_id", form.get("client_id")));
    assertEquals(401, answer.statusCode());
  }

  @Test
  void aRotatedRefreshTokenUsedAgainRevokesTheGrant() throws Exception {
    String first = member(exchange(login(), VERIFIER).body(), "refresh_token");
    HttpResponse<String> refreshed = token(refreshForm(first));
    assertEquals(200, refreshed.statusCode());
    String second = member(refreshed.body(), "refresh_token");
    assertEquals(400, token(refreshForm(first)).statusCode());
    assertEquals(400, token(refreshForm(second)).statusCode());
    assertEquals(3, provider.refreshes());
  }

  @Test
  void faultsComeInTheirOrderAndEnd() throws Exception {
    provider.nextTokenFaults(TokenFault.status500(), TokenFault.cut());
    String code = login();
    assertEquals(500, exchange(code, VERIFIER).statusCode());
    assertThrows(IOException.class, () -> exchange(code, VERIFIER));
    assertEquals(200, exchange(code, VERIFIER).statusCode());
  }

  @Test
  void aLostAnswerHasTakenEffect() throws Exception {
    String code = login();
    provider.nextTokenFaults(TokenFault.loseAnswer());
    assertThrows(IOException.class, () -> exchange(code, VERIFIER));
    assertEquals(400, exchange(code, VERIFIER).statusCode());
  }

  @Test
  void everySecretIsACanary() throws Exception {
    String body = exchange(login(), VERIFIER).body();
    assertTrue(provider.canaries().all().contains(member(body, "access_token")));
    assertTrue(provider.canaries().all().contains(member(body, "refresh_token")));
  }

  private String login() throws Exception {
    String query =
        form(
            Map.of(
                "response_type",
                "code",
                "client_id",
                provider.clientId(),
                "redirect_uri",
                REDIRECT_URI,
                "state",
                "s",
                "code_challenge",
                CHALLENGE,
                "code_challenge_method",
                "S256"));
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(provider.origin() + "/authorize?" + query)).build(),
            BodyHandlers.ofString());
    URI location = URI.create(answer.headers().firstValue("Location").orElseThrow());
    return Form.parse(location.getRawQuery()).get("code");
  }

  private HttpResponse<String> exchange(String code, String verifier) throws Exception {
    return token(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            REDIRECT_URI,
            "code_verifier",
            verifier,
            "client_id",
            provider.clientId(),
            "client_secret",
            provider.clientSecret()));
  }

  private Map<String, String> refreshForm(String refreshToken) {
    return Map.of(
        "grant_type",
        "refresh_token",
        "refresh_token",
        refreshToken,
        "client_id",
        provider.clientId(),
        "client_secret",
        provider.clientSecret());
  }

  private HttpResponse<String> token(Map<String, String> form) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(provider.origin() + "/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(form)))
            .build(),
        BodyHandlers.ofString());
  }

  private int profile(String accessToken) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(provider.profileUrl()))
                .header("Authorization", "Bearer " + accessToken)
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + Form.encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String member(String json, String name) {
    return json.replaceFirst(".*\"" + name + "\":\"([^\"]*)\".*", "$1");
  }
}
