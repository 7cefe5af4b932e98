package io.github.latchkey.relay.presets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.latchkey.relay.jdk.JdkHttp;
import io.github.latchkey.relay.port.Http;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.Form;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stands at the addresses of a known provider with that provider's ways, and gives and checks
 * tokens by the strict provider of the other tests behind it.
 */
final class StandIn implements Http {
  private static final List<String> OF_A_TOKEN =
      List.of("access_token", "refresh_token", "expires_in", "scope", "token_type");

  private final Known known;
  private final Http http = new JdkHttp();
  private FakeProvider provider;
  private boolean hasChallenge;

  StandIn(Known known) {
    this.known = known;
  }

  void standBefore(FakeProvider strict) {
    provider = strict;
    strict.rotates(known.rotates);
    strict.pkceRequired(known.pkce == Known.Pkce.ENFORCES);
  }

  /** The person's browser at the login page: where it is sent back to. */
  String visit(String url, String decision) throws IOException, InterruptedException {
    assertTrue(url.startsWith(known.authorizeEndpoint + "?"), url);
    Map<String, String> query = Form.parse(URI.create(url).getRawQuery());
    assertEquals("a.read" + known.scopeSeparator + "b.write", query.remove(known.scopeParam), url);
    assertNull(query.get("scope"), "a scope under another name too");
    known.authorizeParams.forEach((name, value) -> assertEquals(value, query.remove(name), name));
    hasChallenge = query.containsKey("code_challenge");
    assertTrue(hasChallenge != (known.pkce == Known.Pkce.REJECTS), "PKCE");
    if (known.pkce == Known.Pkce.IGNORES) {
      query.remove("code_challenge");
    }
    query.put("decision", decision);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(provider.origin() + "/authorize?" + encode(query)))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    URI back = URI.create(answer.headers().firstValue("location").orElseThrow());
    String issuer = known.issuer == null ? "" : "&iss=" + Form.encode(known.issuer);
    return back.getRawPath() + "?" + back.getRawQuery() + issuer;
  }

  @Override
  public Response post(Purpose purpose, String url, Map<String, String> headers, byte[] body)
      throws IOException {
    Map<String, String> form = read(headers, new String(body, StandardCharsets.UTF_8));
    if (url.equals(known.revocationEndpoint)) {
      return http.post(purpose, provider.origin() + "/revoke", forwarded(), bytes(encode(form)));
    }
    boolean isExchange = "authorization_code".equals(form.get("grant_type"));
    assertEquals(isExchange ? known.tokenEndpoint : known.refreshEndpoint, url);
    if (isExchange) {
      known.exchangeParams.forEach((name, value) -> assertEquals(value, form.remove(name), name));
      assertEquals(hasChallenge, form.containsKey("code_verifier"), "code_verifier");
      if (known.pkce == Known.Pkce.IGNORES) {
        form.remove("code_verifier");
      }
    }
    Response answer =
        http.post(purpose, provider.origin() + "/token", forwarded(), bytes(encode(form)));
    if (answer.status() != 200) {
      return answered(known.refusalStatus, known.refusal);
    }
    JsonObject tokens =
        JsonParser.parseString(new String(answer.body(), StandardCharsets.UTF_8)).getAsJsonObject();
    if (!known.hasRefreshTokens) {
      tokens.remove("refresh_token");
    }
    if (known.isFormUnlessAsked && !"application/json".equals(headers.get("Accept"))) {
      return answered(200, "access_token=" + tokens.get("access_token").getAsString());
    }
    return answered(200, (isExchange ? placed(tokens) : tokens).toString());
  }

  /** The request's parameters, the client's credentials among them wherever they came from. */
  private Map<String, String> read(Map<String, String> headers, String body) {
    assertEquals(
        known.isJson ? "application/json" : "application/x-www-form-urlencoded",
        headers.get("Content-Type"));
    Map<String, String> form = new LinkedHashMap<>();
    if (known.isJson) {
      JsonParser.parseString(body)
          .getAsJsonObject()
          .entrySet()
          .forEach(member -> form.put(member.getKey(), member.getValue().getAsString()));
    } else {
      form.putAll(Form.parse(body));
    }
    String header = headers.get("Authorization");
    assertEquals(known.isBasic, header != null, "Basic");
    assertEquals(known.isBasic, !form.containsKey("client_secret"), "client_secret");
    if (known.isBasic) {
      assertFalse(form.containsKey("client_id"));
      byte[] pair = Base64.getDecoder().decode(header.substring("Basic ".length()));
      String[] parts = new String(pair, StandardCharsets.UTF_8).split(":", 2);
      form.put("client_id", Form.decode(parts[0]));
      form.put("client_secret", Form.decode(parts[1]));
    }
    return form;
  }

  private JsonObject placed(JsonObject tokens) {
    if (known.tokenMember == null) {
      return tokens;
    }
    JsonObject inner = new JsonObject();
    inner.addProperty("id", "U1234");
    for (String name : OF_A_TOKEN) {
      if (tokens.has(name)) {
        inner.add(name, tokens.remove(name));
      }
    }
    tokens.addProperty("ok", true);
    tokens.addProperty("access_token", "bot");
    tokens.addProperty("refresh_token", "bots");
    tokens.add(known.tokenMember, inner);
    return tokens;
  }

  private static Response answered(int status, String body) {
    return new Response(status, Map.of("content-type", "application/json"), bytes(body));
  }

  private static Map<String, String> forwarded() {
    return Map.of("Content-Type", "application/x-www-form-urlencoded");
  }

  private static String encode(Map<String, String> form) {
    StringBuilder text = new StringBuilder();
    form.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : "&")
                .append(Form.encode(name))
                .append('=')
                .append(Form.encode(value)));
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
