package io.github.latchkey.relay.settings;

import io.github.latchkey.relay.wire.Ascii;
import io.github.latchkey.relay.wire.Form;
import java.util.List;

/**
 * What is asked of the provider, and where. The hosts of its endpoints may begin with a part that
 * differs from person to person; {@link WebUrl#at} fills it in.
 *
 * @param clientId RFC 6749 section 2.2
 * @param clientSecret RFC 6749 section 2.3.1, or null where the client is public
 * @param redirectUri RFC 6749 section 3.1.2
 * @param redirectUriText the same as it was written, letter by letter: so providers compare it
 * @param authorizeEndpoint RFC 6749 section 3.1; its own query is kept
 * @param tokenEndpoint RFC 6749 section 3.2; its own query is kept
 * @param refreshEndpoint where tokens are refreshed: the token endpoint unless set
 * @param revocationEndpoint where tokens are revoked (RFC 7009 section 2), or null
 * @param refusedSubdomains labels that are no customer's below the endpoints' domain
 * @param scope what is asked for, as it is sent; empty where nothing is
 * @param scopeParam what the parameter is called that holds the scope: {@code scope} unless set
 * @param authorizeParams more parameters of the authorization request
 * @param tokenRequestStyle how the two endpoints want to be asked
 * @param tokenQuirks what the token endpoint does in a way of its own
 * @param isPkce whether a code challenge is sent (RFC 7636, S256)
 * @param isPkceChecked whether the provider is known to check it
 * @param issuer the value that {@code iss} must have where it comes (RFC 9207), or null
 * @param isIssuerRequired whether {@code iss} must come
 */
public record ProviderSettings(
    String clientId,
    Secret clientSecret,
    WebUrl redirectUri,
    String redirectUriText,
    WebUrl authorizeEndpoint,
    WebUrl tokenEndpoint,
    WebUrl refreshEndpoint,
    WebUrl revocationEndpoint,
    List<String> refusedSubdomains,
    String scope,
    String scopeParam,
    Form authorizeParams,
    TokenRequestStyle tokenRequestStyle,
    TokenQuirks tokenQuirks,
    boolean isPkce,
    boolean isPkceChecked,
    String issuer,
    boolean isIssuerRequired) {
  private static final int LABEL_CHARACTERS_MAX = 63;

  /** Whether an endpoint has a part that differs from person to person. */
  public boolean hasSubdomain() {
    return authorizeEndpoint.hasSubdomain()
        || tokenEndpoint.hasSubdomain()
        || refreshEndpoint.hasSubdomain()
        || revocationEndpoint != null && revocationEndpoint.hasSubdomain();
  }

  /** Whether a caller may name it: a label, and none of those that are refused. */
  public boolean takesSubdomain(String text) {
    return isSubdomain(text) && !refusedSubdomains.contains(text);
  }

  /**
   * Whether it is one DNS label of letters, digits and hyphens (RFC 1123 section 2.1), in lower
   * case: nothing that could end the host, or begin another one.
   */
  static boolean isSubdomain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isEnd = i == 0 || i == text.length() - 1;
      if (!(Ascii.isLetterOrDigit(c) && (c < 'A' || c > 'Z')) && !(c == '-' && !isEnd)) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LABEL_CHARACTERS_MAX;
  }
}
