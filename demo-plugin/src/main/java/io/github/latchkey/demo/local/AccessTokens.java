package io.github.latchkey.demo.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.text.ParseException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which access tokens the API believes: those that the provider signed, until the second in which
 * they end and not a second longer. Most libraries allow a minute, in which the demo would show no
 * refresh.
 */
final class AccessTokens {
  private static final int KEYS_LIMIT_MILLIS = 10_000;

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final Set<String> ended = ConcurrentHashMap.newKeySet();

  AccessTokens(DemoProvider provider) throws IOException {
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.RS256,
            // By itself it gives up after half a second, and asks only twice in 30 s: the first
            // call on a busy machine would be refused for that.
            JWKSourceBuilder.create(
                    provider.keys().toURL(),
                    new DefaultResourceRetriever(KEYS_LIMIT_MILLIS, KEYS_LIMIT_MILLIS))
                .rateLimited(false)
                .build()));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            DemoProvider.AUDIENCE,
            new JWTClaimsSet.Builder().issuer(provider.issuer()).build(),
            Set.of("sub", "exp"));
    claims.setMaxClockSkew(0);
    processor.setJWTClaimsSetVerifier(claims);
  }

  /** Whose token this is; null where it is not believed. */
  String name(String token) {
    if (ended.contains(token)) {
      return null;
    }
    try {
      return processor.process(token, null).getSubject();
    } catch (ParseException | BadJOSEException | JOSEException refused) {
      return null;
    }
  }

  /** Ends a token before its time. */
  void end(String token) {
    ended.add(token);
  }
}
