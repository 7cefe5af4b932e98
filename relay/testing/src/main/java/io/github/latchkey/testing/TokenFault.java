package io.github.latchkey.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the token endpoint does wrong.
 *
 * @param afterGrant whether the request takes effect first, so that a code is spent or a refresh
 *     token rotated, and only its answer is lost
 * @param sending what is sent in place of the answer
 */
public record TokenFault(boolean afterGrant, Sending sending) {

  /** Answers, or does not. */
  @FunctionalInterface
  public interface Sending {
    /** Answers {@code exchange}; whatever it leaves open is closed after it. */
    void send(HttpExchange exchange) throws IOException;
  }

  /** Any answer. */
  public static TokenFault answer(int status, Map<String, String> headers, String body) {
    return new TokenFault(false, exchange -> send(exchange, status, headers, body));
  }

  /** A JSON answer. */
  public static TokenFault json(int status, String body) {
    return answer(status, Map.of("Content-Type", "application/json"), body);
  }

  /** 500, and a word that is not JSON. */
  public static TokenFault status500() {
    return answer(500, Map.of("Content-Type", "text/plain"), "oops");
  }

  /** 200, and a page. */
  public static TokenFault html() {
    return answer(
        200, Map.of("Content-Type", "text/html"), "<!doctype html><title>Welcome</title>");
  }

  /** 200, and an {@code error} in it, as GitHub and Slack do. */
  public static TokenFault errorUnder200() {
    return json(200, "{\"error\":\"bad_verification_code\"}");
  }

  /** 200, a JSON object, but no {@code access_token} in it. */
  public static TokenFault noAccessToken() {
    return json(200, "{\"token_type\":\"Bearer\",\"expires_in\":3600}");
  }

  /** 400 {@code invalid_grant}. */
  public static TokenFault invalidGrant() {
    return json(400, "{\"error\":\"invalid_grant\"}");
  }

  /** 503 that says when to come again. */
  public static TokenFault retryAfter(int seconds) {
    return answer(503, Map.of("Retry-After", String.valueOf(seconds)), "");
  }

  /** 302 to {@code location}. */
  public static TokenFault redirect(String location) {
    return answer(302, Map.of("Location", location), "");
  }

  /** No answer at all, until the provider closes. */
  public static TokenFault stall() {
    return new TokenFault(false, FakeProvider::holdUntilClosed);
  }

  /** The connection is cut before anything has happened. */
  public static TokenFault cut() {
    return new TokenFault(false, exchange -> {});
  }

  /** The request takes effect, then the connection is cut: the answer is lost. */
  public static TokenFault loseAnswer() {
    return new TokenFault(true, exchange -> {});
  }

  static void send(HttpExchange exchange, int status, Map<String, String> headers, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
