package io.github.latchkey.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** RFC 7636, method S256. */
final class Pkce {
  private Pkce() {}

  /** Whether the verifier fits; where there was no challenge, there must be no verifier either. */
  static boolean matches(String codeChallenge, String codeVerifier) {
    if (codeChallenge == null || codeVerifier == null) {
      return codeChallenge == null && codeVerifier == null;
    }
    return codeVerifier.matches("[A-Za-z0-9._~-]{43,128}")
        && codeChallenge.equals(challenge(codeVerifier));
  }

  private static String challenge(String codeVerifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(codeVerifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
