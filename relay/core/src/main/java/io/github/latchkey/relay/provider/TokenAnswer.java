package io.github.latchkey.relay.provider;

import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.wire.JsonObject;
import io.github.latchkey.relay.wire.Numbers;
import io.github.latchkey.relay.wire.WireException;

/** What a complete answer of the token endpoint means (RFC 6749 sections 5.1 and 5.2). */
final class TokenAnswer {
  private TokenAnswer() {}

  /**
   * Judges. Any status but 408, 425, 429 and 5xx is a verdict. Tokens are a JSON object under 2xx
   * that has {@code access_token} and no {@code error}: some providers report errors under 200.
   */
  static Outcome judge(Http.Response response) {
    int status = response.status();
    JsonObject answer = null;
    try {
      answer = JsonObject.parse(response.body());
    } catch (WireException e) {
      // HTML, or cut short: the status alone speaks.
    }
    boolean saysError = answer != null && answer.says("error");
    String error = saysError ? ErrorCode.of(answer.string("error")) : "";
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      int seconds = Numbers.parse(response.headers().getOrDefault("retry-after", ""), 0, 86_400);
      return new Outcome(
          Outcome.Kind.UNAVAILABLE, status, error, Math.max(0, seconds), new byte[0]);
    }
    String accessToken = answer == null ? null : answer.string("access_token");
    if (!isSuccess(status) || saysError || accessToken == null || accessToken.isEmpty()) {
      return Outcome.without(Outcome.Kind.REFUSED, status, error);
    }
    return new Outcome(Outcome.Kind.TOKENS, status, "", 0, response.body());
  }

  /**
   * Judges the answer to a revocation: a success has no body to speak of (RFC 7009 section 2.2).
   */
  static Outcome judgeRevocation(Http.Response response) {
    Outcome outcome = judge(response);
    return isSuccess(response.status()) && outcome.error().isEmpty()
        ? Outcome.without(Outcome.Kind.REVOKED, response.status(), "")
        : outcome;
  }

  private static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }
}
