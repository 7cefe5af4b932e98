package io.github.latchkey.demo.local;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A login at the demo's provider as the relay and a person do it, but without either. */
final class ProviderLogin {
  private static final String REDIRECT_URI = "http://localhost:1/redirect";

  private final HttpClient http = HttpClient.newHttpClient();
  private final DemoProvider provider;

  ProviderLogin(DemoProvider provider) {
    this.provider = provider;
  }

  /** The provider's token response for a user of this name. */
  Map<String, Object> tokens(String name) throws Exception {
    String request =
        form(
            Map.of(
                "client_id", "test",
                "response_type", "code",
                "scope", "openid",
                "state", "s",
                "redirect_uri", REDIRECT_URI));
    HttpResponse<String> page =
        post(URI.create(provider.authorizeEndpoint() + "?" + request), Map.of("username", name));
    String location = page.headers().firstValue("Location").orElseThrow();
    String code = location.replaceAll(".*[?&]code=([^&]*).*", "$1");
    return answer(
        Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT_URI));
  }

  /** The access token alone. */
  String accessToken(String name) throws Exception {
    return tokens(name).get("access_token").toString();
  }

  /** The provider's token answer for a refresh token. */
  Map<String, Object> refreshed(Object refreshToken) throws Exception {
    return answer(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.toString()));
  }

  /** Ends the session that a refresh token is of (RFC 7009). */
  void revoke(String refreshToken) throws Exception {
    Map<String, String> fields =
        Map.of(
            "token", refreshToken,
            "token_type_hint", "refresh_token",
            "client_id", "test",
            "client_secret", "secret");
    int status = post(provider.revocationEndpoint(), fields).statusCode();
    if (status != 200) {
      throw new IllegalStateException("the provider answers with status " + status);
    }
  }

  private Map<String, Object> answer(Map<String, String> grant) throws Exception {
    Map<String, String> fields = new HashMap<>(grant);
    fields.put("client_id", "test");
    fields.put("client_secret", "secret");
    return JSONObjectUtils.parse(post(provider.tokenEndpoint(), fields).body());
  }

  private HttpResponse<String> post(URI uri, Map<String, String> fields) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
