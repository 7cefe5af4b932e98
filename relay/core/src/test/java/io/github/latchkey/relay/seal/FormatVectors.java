package io.github.latchkey.relay.seal;

import io.github.latchkey.relay.port.Crypto;
import io.github.latchkey.relay.port.Random;
import io.github.latchkey.relay.provider.Outcome;
import io.github.latchkey.relay.settings.Secret;
import io.github.latchkey.relay.wire.Base64Url;
import io.github.latchkey.relay.wire.Utf8;
import java.util.List;

/**
 * Computes each line of {@code vectors.txt} from fixed keys: on the JDK and, compiled by TeaVM, in
 * a Worker.
 */
public final class FormatVectors {
  static final String BASE_PATH = "/notion";
  static final String CLIENT_ID = "client-1";
  static final String RELAY_SECRET = "0123456789abcdef0123456789abcdef";
  static final String REFRESH_TOKEN = "refresh-1";
  static final byte[] COOKIE = {9};
  static final long EXPIRY_SECONDS = 1_800_000_000L;

  /** Gives the bytes A0, A1, A2 and so on, whatever is drawn. */
  static final Random FIXED_RANDOM =
      count -> {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
          bytes[i] = (byte) (0xa0 + i);
        }
        return bytes;
      };

  private final Crypto crypto;
  private final Derivation derivation;
  private final Seal seal;
  private final RelayKeys keys;

  FormatVectors(Crypto crypto) {
    this.crypto = crypto;
    derivation = new Derivation(crypto, BASE_PATH, CLIENT_ID);
    seal = new Seal(derivation, FIXED_RANDOM);
    keys = new RelayKeys(List.of(new Secret(RELAY_SECRET)), derivation, seal);
  }

  /** The lines, without the comment. */
  public static String lines(Crypto crypto) {
    return new FormatVectors(crypto).lines();
  }

  RelayKeys keys() {
    return keys;
  }

  Derivation derivation() {
    return derivation;
  }

  Seal seal() {
    return seal;
  }

  RedirectSecret redirectSecret() {
    return secret().forRedirect(derivation);
  }

  static Outcome tokens() {
    return new Outcome(Outcome.Kind.TOKENS, 200, "", 0, Utf8.encode("{\"access_token\":\"a\"}"));
  }

  private static LoginSecret secret() {
    return LoginSecret.draw(FIXED_RANDOM);
  }

  private String lines() {
    RedirectSecret redirect = redirectSecret();
    State state = new State(redirect, EXPIRY_SECONDS + 600, "acme");
    byte[] refreshToken = Utf8.encode(REFRESH_TOKEN);
    byte[] rotated = Bytes.concat(new byte[] {1}, tokens().encode());
    byte[] refreshKey = derivation.derive(refreshToken, "refresh key");
    StringBuilder lines = new StringBuilder();
    line(lines, "derivation", derivation.derive(new byte[] {1, 2, 3}, "purpose"));
    line(lines, "redirect secret", redirect.bytes());
    line(lines, "login id", redirect.loginId(derivation));
    line(lines, "code verifier", redirect.codeVerifier(derivation));
    line(lines, "seal key", redirect.sealKey(derivation));
    line(lines, "read key", new ReadKey(secret(), EXPIRY_SECONDS).write(keys));
    line(lines, "state", state.write(keys, crypto.sha256(COOKIE)));
    line(lines, "ticket", new Ticket(state, "consent").write(keys));
    line(lines, "outcome with tokens", tokens().encode());
    for (Outcome.Kind kind : Outcome.Kind.values()) {
      Outcome outcome = new Outcome(kind, 403, "access_denied", 7, new byte[0]);
      line(lines, "outcome " + kind.name(), outcome.encode());
    }
    line(
        lines,
        "sealed row of a login",
        seal.seal(redirect.sealKey(derivation), "login outcome", tokens().encode()));
    line(lines, "refresh id", derivation.derive(refreshToken, "refresh id"));
    line(lines, "sealed row of a refresh", seal.seal(refreshKey, "refresh outcome", rotated));
    return lines.toString();
  }

  private static void line(StringBuilder lines, String name, byte[] value) {
    line(lines, name, Base64Url.encode(value));
  }

  private static void line(StringBuilder lines, String name, String value) {
    lines.append(name).append(" = ").append(value).append('\n');
  }
}
