package io.github.latchkey.relay.provider;

import java.util.List;

/**
 * The error codes that are passed on and logged: text of the provider's own choosing never is. RFC
 * 6749 sections 4.1.2.1 and 5.2, OpenID Connect Core 3.1.2.6.
 */
public final class ErrorCode {
  /** The refresh token is no longer good: access was taken away. */
  public static final String INVALID_GRANT = "invalid_grant";

  /** The person said no. */
  public static final String ACCESS_DENIED = "access_denied";

  /** For the log: the answer is neither JSON nor a form with an access token. */
  static final String NOT_JSON = "not_json";

  /** For the log: the answer has no access token. */
  static final String NO_ACCESS_TOKEN = "no_access_token";

  /** For the log: the answer is longer than a relay reads. */
  static final String ANSWER_TOO_LONG = "answer_too_long";

  /** The place in this list is the code in stored rows: new ones go to the end, none moves. */
  private static final List<String> KNOWN =
      List.of(
          "",
          "other",
          INVALID_GRANT,
          ACCESS_DENIED,
          "invalid_request",
          "invalid_client",
          "unauthorized_client",
          "unsupported_grant_type",
          "unsupported_response_type",
          "invalid_scope",
          "server_error",
          "temporarily_unavailable",
          "interaction_required",
          "login_required",
          "account_selection_required",
          "consent_required",
          NOT_JSON,
          NO_ACCESS_TOKEN,
          ANSWER_TOO_LONG);

  private ErrorCode() {}

  /**
   * The code if it is known, otherwise {@code other}.
   *
   * @param code what the provider said, or null where it said something that is no text
   */
  public static String of(String code) {
    return code != null && !code.isEmpty() && KNOWN.contains(code) ? code : "other";
  }

  /** Whether the provider rejects the client itself, which is a matter of settings. */
  public static boolean isAboutClient(String code) {
    return code.equals("invalid_client") || code.equals("unauthorized_client");
  }

  static int storedCode(String known) {
    return KNOWN.indexOf(known);
  }

  /** The error of a stored code, or null if it is unknown. */
  static String ofStored(int code) {
    return code >= 0 && code < KNOWN.size() ? KNOWN.get(code) : null;
  }
}
