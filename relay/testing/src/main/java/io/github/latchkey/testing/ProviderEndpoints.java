package io.github.latchkey.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The endpoints of RFC 6749 (authorization 3.1, token 3.2) and an API behind them. */
final class ProviderEndpoints {
  private static final Map<String, String> JSON =
      Map.of("Content-Type", "application/json; charset=utf-8", "Cache-Control", "no-store");
  private static final Map<String, String> HTML = Map.of("Content-Type", "text/html");

  private final FakeProvider provider;
  private final IssuedTokens issued;

  ProviderEndpoints(FakeProvider provider, IssuedTokens issued) {
    this.provider = provider;
    this.issued = issued;
  }

  /** Redirects at once, or shows a page with the links Allow and Refuse. */
  void authorize(HttpExchange exchange, Received request) throws IOException {
    Map<String, String> query = request.query();
    String redirectUri = query.get("redirect_uri");
    String problem = problemOf(query);
    if (problem != null) {
      // RFC 6749 4.1.2.1: what may not be trusted is not redirected to.
      TokenFault.send(exchange, 400, HTML, "<!doctype html><p>" + problem);
      return;
    }
    String state = query.containsKey("state") ? "&state=" + Form.encode(query.get("state")) : "";
    String back = redirectUri + (redirectUri.contains("?") ? "&" : "?");
    String refuse = back + "error=access_denied" + state;
    String decision = query.getOrDefault("decision", provider.asksPerson() ? "ask" : "allow");
    switch (decision) {
      case "allow" -> {
        String code = issued.newCode(redirectUri, query.get("code_challenge"), query.get("scope"));
        redirect(exchange, back + "code=" + Form.encode(code) + state);
      }
      case "refuse" -> redirect(exchange, refuse);
      default -> {
        String here = "?" + request.rawQuery().replace("&", "&amp;") + "&amp;decision=";
        String page =
            "<!doctype html><title>Log in</title><a id=allow href=\"%sallow\">Allow</a> "
                + "<a id=refuse href=\"%srefuse\">Refuse</a>";
        TokenFault.send(exchange, 200, HTML, page.formatted(here, here));
      }
    }
  }

  private String problemOf(Map<String, String> query) {
    if (!provider.clientId().equals(query.get("client_id"))) {
      return "unknown client_id";
    }
    if (!provider.redirectUris().contains(query.get("redirect_uri"))) {
      return "unknown redirect_uri";
    }
    if (!"code".equals(query.get("response_type"))) {
      return "unknown response_type";
    }
    boolean challenged = "S256".equals(query.get("code_challenge_method"));
    if (provider.pkceRequired() && !(challenged && query.containsKey("code_challenge"))) {
      return "no code_challenge";
    }
    return null;
  }

  /** Exchanges a code or a refresh token. */
  void token(HttpExchange exchange, Received request) throws IOException {
    TokenFault fault = provider.takeTokenFault();
    if (fault != null && !fault.afterGrant()) {
      fault.sending().send(exchange);
      return;
    }
    Map<String, String> form = new HashMap<>(request.form());
    Map<String, String> query = request.query();
    if (provider.secretsInQuery()) {
      form.putAll(query);
      query = Map.of();
    }
    if (!request.method().equals("POST")
        || query.containsKey("client_secret")
        || query.containsKey("code")
        || query.containsKey("refresh_token")) {
      error(exchange, 400, "invalid_request");
      return;
    }
    if (!isClient(request, form)) {
      error(exchange, 401, "invalid_client");
      return;
    }
    String answer;
    switch (form.getOrDefault("grant_type", "")) {
      case "authorization_code" ->
          answer =
              issued.exchange(
                  form.get("code"),
                  form.get("redirect_uri"),
                  form.get("code_verifier"),
                  provider.tokenSettings());
      case "refresh_token" ->
          answer = issued.refresh(form.get("refresh_token"), provider.tokenSettings());
      default -> {
        error(exchange, 400, "unsupported_grant_type");
        return;
      }
    }
    if (fault != null) {
      fault.sending().send(exchange);
    } else if (answer == null) {
      error(exchange, 400, "invalid_grant");
    } else {
      provider.remember(answer);
      TokenFault.send(exchange, 200, JSON, answer);
    }
  }

  /** Revokes a token (RFC 7009 2). */
  void revoke(HttpExchange exchange, Received request) throws IOException {
    Map<String, String> form = request.form();
    if (!isClient(request, form)) {
      error(exchange, 401, "invalid_client");
    } else if (!request.method().equals("POST") || !form.containsKey("token")) {
      error(exchange, 400, "invalid_request");
    } else {
      issued.revoke(form.get("token"));
      TokenFault.send(exchange, 200, Map.of(), "");
    }
  }

  /** Whether the secret is right: in the form (client_secret_post), or in Basic. */
  private boolean isClient(Received request, Map<String, String> form) {
    String id = form.get("client_id");
    String secret = form.get("client_secret");
    String header = request.headers().get("authorization");
    if (header != null && header.startsWith("Basic ")) {
      if (secret != null) {
        return false; // RFC 6749 2.3: one way at a time.
      }
      byte[] decoded = Base64.getDecoder().decode(header.substring("Basic ".length()));
      String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      id = Form.decode(parts[0]);
      secret = parts.length == 2 ? Form.decode(parts[1]) : null;
    }
    return provider.clientId().equals(id) && provider.clientSecret().equals(secret);
  }

  /**
   * Says who is logged in, to a caller with a valid token; open to browsers of any origin unless
   * told.
   */
  void api(HttpExchange exchange, Received request) throws IOException {
    if (provider.refusesBrowsers() && request.headers().containsKey("origin")) {
      TokenFault.send(exchange, 403, Map.of(), "no browsers");
      return;
    }
    exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
    exchange.getResponseHeaders().set("X-RateLimit-Remaining", "99");
    if (request.method().equals("OPTIONS")) {
      exchange.getResponseHeaders().set("Access-Control-Allow-Methods", "*");
      exchange.getResponseHeaders().set("Access-Control-Max-Age", "7200");
      exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "Authorization, *");
      TokenFault.send(exchange, 204, Map.of(), "");
      return;
    }
    String header = request.headers().getOrDefault("authorization", "");
    if (!header.startsWith("Bearer ") || !issued.isGood(header.substring("Bearer ".length()))) {
      TokenFault.send(exchange, 401, JSON, "{\"error\":\"invalid_token\"}");
    } else if (provider.apiRedirect() != null) {
      redirect(exchange, provider.apiRedirect());
    } else {
      TokenFault.send(exchange, 200, JSON, "{\"name\":\"Ada Lovelace\"}");
    }
  }

  private static void error(HttpExchange exchange, int status, String code) throws IOException {
    TokenFault.send(exchange, status, JSON, "{\"error\":\"" + code + "\"}");
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    TokenFault.send(exchange, 302, Map.of("Location", location), "");
  }
}
