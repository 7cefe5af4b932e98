package io.github.latchkey.relay.server.check;

import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.provider.ErrorCode;
import io.github.latchkey.relay.provider.Outcome;
import io.github.latchkey.relay.provider.TokenEndpoint;
import io.github.latchkey.relay.settings.ProviderSettings;

/**
 * Whether the provider accepts the client's credentials. It is asked to exchange a code that it
 * never issued: most providers check the client first.
 *
 * @param word {@code ok}, {@code warning} or {@code failed}
 * @param setting what the text is about
 * @param text a sentence to be read after the setting
 */
record Credentials(String word, String setting, String text) {
  private static final String CODE = "latchkey-check-invalid-code";

  /** As long as RFC 7636 section 4.1 requires. */
  private static final String VERIFIER = "latchkey-check-invalid-verifier-0123456789-0123456789";

  /**
   * Asks.
   *
   * @return null if the provider gave no answer, which another line reports
   */
  static Credentials of(ProviderSettings provider, Http http) {
    Outcome outcome = exchange(provider, http);
    if (outcome.kind() == Outcome.Kind.UNAVAILABLE) {
      return null;
    }
    if (isAccepted(outcome)) {
      return new Credentials("ok", "CLIENT_ID", "and its credentials are accepted");
    }
    if (ErrorCode.isAboutClient(outcome.error()) || outcome.providerStatus() == 401) {
      boolean isBasic = provider.tokens().style().isBasic();
      if (provider.client().secret() != null
          && isAccepted(exchange(provider.withOtherAuthentication(), http))) {
        return new Credentials(
            "failed",
            "TOKEN_AUTH",
            "must be " + (isBasic ? "post" : "basic") + ": with it, the credentials are accepted");
      }
      return new Credentials(
          "failed",
          "CLIENT_ID",
          "or CLIENT_SECRET is wrong: an invalid code was answered by " + outcome.note());
    }
    return new Credentials(
        "warning",
        "CLIENT_ID",
        "and its credentials may be right or wrong: an invalid code was answered by "
            + outcome.note());
  }

  private static Outcome exchange(ProviderSettings provider, Http http) {
    return new TokenEndpoint(provider, http).exchange(CODE, VERIFIER, "");
  }

  private static boolean isAccepted(Outcome outcome) {
    return outcome.error().equals(ErrorCode.INVALID_GRANT);
  }
}
