package io.github.latchkey.relay.settings;

import io.github.latchkey.relay.wire.Form;
import java.util.List;

/**
 * The token request (RFC 6749 sections 4.1.3 and 6) and its response.
 *
 * @param style how credentials and parameters are sent
 * @param params more parameters of the exchange of a code
 * @param member the member of the response that contains the tokens as an object, or null if they
 *     are at its top level
 * @param invalidGrantWords what this provider says, as the value of any member of its response,
 *     instead of {@code invalid_grant} (RFC 6749 section 5.2)
 */
public record TokenRequestSettings(
    TokenRequestStyle style, Form params, String member, List<String> invalidGrantWords) {
  TokenRequestSettings withOtherAuthentication() {
    return new TokenRequestSettings(
        TokenRequestStyle.of(!style.isBasic(), style.isJson()), params, member, invalidGrantWords);
  }
}
