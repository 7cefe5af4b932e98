package io.github.latchkey.testing;

import java.util.HashMap;
import java.util.Map;

/**
 * What the provider has handed out, and what of it is still good. A code works once; a second use
 * of a code or of a rotated refresh token revokes the whole grant (RFC 9700 4.14.2).
 */
final class IssuedTokens {
  /** What one login gave. */
  private static final class Grant {
    boolean revoked;
    String scope;
  }

  private record Code(Grant grant, String redirectUri, String codeChallenge) {}

  private record AccessToken(Grant grant, long endsAtMillis) {}

  private final Canaries canaries;
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, Grant> spentCodes = new HashMap<>();
  private final Map<String, Grant> refreshTokens = new HashMap<>();
  private final Map<String, Grant> rotatedTokens = new HashMap<>();
  private final Map<String, AccessToken> accessTokens = new HashMap<>();
  private int grantsRevokedByReuse;

  IssuedTokens(Canaries canaries) {
    this.canaries = canaries;
  }

  synchronized String newCode(String redirectUri, String codeChallenge, String scope) {
    Grant grant = new Grant();
    grant.scope = scope;
    String code = canaries.draw("code");
    codes.put(code, new Code(grant, redirectUri, codeChallenge));
    return code;
  }

  /** The answer of the token endpoint as JSON, or null where the code is not good (any more). */
  synchronized String exchange(
      String code, String redirectUri, String codeVerifier, TokenSettings settings) {
    Grant spent = spentCodes.get(code);
    if (spent != null) {
      revokeByReuse(spent);
      return null;
    }
    Code known = codes.remove(code);
    if (known == null) {
      return null;
    }
    spentCodes.put(code, known.grant);
    boolean fits =
        known.redirectUri.equals(redirectUri) && Pkce.matches(known.codeChallenge, codeVerifier);
    return fits ? answer(known.grant, newRefreshToken(known.grant), settings) : null;
  }

  /** The answer of the token endpoint as JSON, or null where the token is not good (any more). */
  synchronized String refresh(String refreshToken, TokenSettings settings) {
    Grant rotated = rotatedTokens.get(refreshToken);
    if (rotated != null) {
      revokeByReuse(rotated);
      return null;
    }
    Grant grant = refreshTokens.get(refreshToken);
    if (grant == null || grant.revoked) {
      return null;
    }
    if (!settings.rotates()) {
      return answer(grant, null, settings);
    }
    refreshTokens.remove(refreshToken);
    rotatedTokens.put(refreshToken, grant);
    return answer(grant, newRefreshToken(grant), settings);
  }

  /** Whether the API takes this access token now. */
  synchronized boolean isGood(String accessToken) {
    AccessToken known = accessTokens.get(accessToken);
    return known != null && !known.grant.revoked && System.currentTimeMillis() < known.endsAtMillis;
  }

  /** Ends the whole grant of a token (RFC 7009 2.1); of one that is unknown, nothing. */
  synchronized void revoke(String token) {
    Grant grant = refreshTokens.get(token);
    if (grant == null && accessTokens.containsKey(token)) {
      grant = accessTokens.get(token).grant;
    }
    if (grant != null) {
      grant.revoked = true;
    }
  }

  synchronized void endAccessTokens() {
    accessTokens.clear();
  }

  synchronized void revokeAll() {
    refreshTokens.values().forEach(grant -> grant.revoked = true);
  }

  synchronized int grantsRevokedByReuse() {
    return grantsRevokedByReuse;
  }

  private void revokeByReuse(Grant grant) {
    if (!grant.revoked) {
      grant.revoked = true;
      grantsRevokedByReuse++;
    }
  }

  private String newRefreshToken(Grant grant) {
    String token = canaries.draw("refresh");
    refreshTokens.put(token, grant);
    return token;
  }

  private String answer(Grant grant, String refreshToken, TokenSettings settings) {
    String accessToken = canaries.draw("access");
    long lifeSeconds = settings.expiresInSeconds() == null ? 3600 : settings.expiresInSeconds();
    accessTokens.put(
        accessToken, new AccessToken(grant, System.currentTimeMillis() + lifeSeconds * 1000));
    StringBuilder json = new StringBuilder("{\"access_token\":\"").append(accessToken).append('"');
    json.append(",\"token_type\":\"Bearer\"");
    if (settings.expiresInSeconds() != null) {
      json.append(",\"expires_in\":").append(settings.expiresInSeconds());
    }
    if (refreshToken != null) {
      json.append(",\"refresh_token\":\"").append(refreshToken).append('"');
    }
    if (grant.scope != null) {
      json.append(",\"scope\":\"").append(grant.scope).append('"');
    }
    // A member that no standard knows: it has to reach the plugin as it is.
    return json.append(",\"workspace\":\"Küche 7\"}").toString();
  }
}
