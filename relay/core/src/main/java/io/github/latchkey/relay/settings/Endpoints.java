package io.github.latchkey.relay.settings;

import io.github.latchkey.relay.wire.Ascii;
import java.util.List;

/**
 * The provider's endpoints. Their hosts may begin with a label that differs from customer to
 * customer; {@link WebUrl#at} fills it in.
 *
 * @param authorize RFC 6749 section 3.1; its query is kept
 * @param token RFC 6749 section 3.2; its query is kept
 * @param refresh where tokens are refreshed: the token endpoint unless set
 * @param revocation where tokens are revoked (RFC 7009 section 2), or null
 * @param refusedSubdomains labels below the endpoints' domain that are not customers
 */
public record Endpoints(
    WebUrl authorize,
    WebUrl token,
    WebUrl refresh,
    WebUrl revocation,
    List<String> refusedSubdomains) {
  private static final int LABEL_CHARACTERS_MAX = 63;

  /** Whether an endpoint has a label that differs from customer to customer. */
  public boolean hasSubdomain() {
    return authorize.hasSubdomain()
        || token.hasSubdomain()
        || refresh.hasSubdomain()
        || revocation != null && revocation.hasSubdomain();
  }

  /** Whether a caller may name it: a label that is not refused. */
  public boolean takesSubdomain(String text) {
    return isSubdomain(text) && !refusedSubdomains.contains(text);
  }

  /**
   * Whether it is one DNS label of letters, digits and hyphens (RFC 1123 section 2.1) in lower
   * case: nothing that could end the host or begin another one.
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
