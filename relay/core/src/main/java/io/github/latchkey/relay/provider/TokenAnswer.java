package io.github.latchkey.relay.provider;

import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.settings.TokenRequestSettings;
import io.github.latchkey.relay.wire.JsonObject;
import io.github.latchkey.relay.wire.Numbers;
import io.github.latchkey.relay.wire.Utf8;
import io.github.latchkey.relay.wire.WireException;
import java.util.List;

/** What a complete answer of the token endpoint means (RFC 6749 sections 5.1 and 5.2). */
final class TokenAnswer {
  private static final String ACCESS_TOKEN = "access_token";

  /**
   * What belongs to a token (RFC 6749 section 5.1): one of another token must not stay beside it.
   */
  private static final List<String> MEMBERS =
      List.of(ACCESS_TOKEN, "token_type", "expires_in", "refresh_token", "scope");

  private final TokenRequestSettings settings;

  TokenAnswer(TokenRequestSettings settings) {
    this.settings = settings;
  }

  /**
   * Judges. Any status but 408, 425, 429 and 5xx is a verdict. Tokens are a JSON object under 2xx
   * that has {@code access_token} and no {@code error}: some providers report errors under 200.
   */
  Outcome judge(Http.Response response) {
    int status = response.status();
    byte[] read = response.body();
    JsonObject answer = null;
    try {
      read = TokenText.json(read);
      answer = read == null ? null : JsonObject.parse(read);
    } catch (WireException e) {
      // HTML, or cut short: only the status counts.
    }
    boolean saysError = answer != null && answer.says("error");
    String error = saysError ? ErrorCode.of(answer.string("error")) : "";
    if (answer != null && saysInvalidGrant(answer)) {
      error = ErrorCode.INVALID_GRANT;
    }
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      int seconds = Numbers.parse(response.headers().getOrDefault("retry-after", ""), 0, 86_400);
      return new Outcome(
          Outcome.Kind.UNAVAILABLE, status, error, Math.max(0, seconds), new byte[0]);
    }
    JsonObject tokens = lifted(answer);
    String accessToken = tokens == null ? null : tokens.string(ACCESS_TOKEN);
    if (!isSuccess(status) || saysError || accessToken == null || accessToken.isEmpty()) {
      if (error.isEmpty() && isSuccess(status)) {
        error = answer == null ? ErrorCode.NOT_JSON : ErrorCode.NO_ACCESS_TOKEN;
      }
      return Outcome.without(Outcome.Kind.REFUSED, status, error);
    }
    byte[] body = tokens == answer ? read : Utf8.encode(tokens.text());
    return new Outcome(Outcome.Kind.TOKENS, status, "", 0, body);
  }

  /** The answer with the tokens where RFC 6749 has them; itself where they are there. */
  private JsonObject lifted(JsonObject answer) {
    JsonObject inner =
        answer == null || settings.member() == null ? null : answer.object(settings.member());
    return inner == null || inner.string(ACCESS_TOKEN) == null
        ? answer
        : answer.withMembersOf(inner, MEMBERS);
  }

  /** Whether it says so in this provider's own words, wherever it keeps them. */
  private boolean saysInvalidGrant(JsonObject answer) {
    for (String word : settings.invalidGrantWords()) {
      if (answer.hasValue(word)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Judges the answer to a revocation: a success has no body to speak of (RFC 7009 section 2.2).
   */
  Outcome judgeRevocation(Http.Response response) {
    Outcome outcome = judge(response);
    boolean isRefused =
        !outcome.error().isEmpty()
            && !outcome.error().equals(ErrorCode.NOT_JSON)
            && !outcome.error().equals(ErrorCode.NO_ACCESS_TOKEN);
    return isSuccess(response.status()) && !isRefused
        ? Outcome.without(Outcome.Kind.REVOKED, response.status(), "")
        : outcome;
  }

  private static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }
}
