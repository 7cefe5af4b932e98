package io.github.latchkey.relay.route;

import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.provider.Outcome;
import io.github.latchkey.relay.seal.Derivation;
import io.github.latchkey.relay.wire.Base64Url;
import io.github.latchkey.relay.wire.JsonObject;
import io.github.latchkey.relay.wire.Utf8;
import io.github.latchkey.relay.wire.WireException;

/**
 * The row of one refresh token's refresh. Its id and its key are HMACs of the token: without the
 * token nobody finds it, and nobody opens it.
 */
final class RefreshRow {
  /** After this long a reservation is taken over. */
  static final long RESERVATION_MAX_MILLIS = 15_000;

  /** How long the answer to a token that was rotated away is repeated. */
  private static final long ROTATED_LIFE_MILLIS = 60_000;

  /** How long any other outcome lies there, for those that waited for this very attempt. */
  private static final long HANDOVER_LIFE_MILLIS = 10_000;

  private static final String PURPOSE = "refresh outcome";

  /** The first byte of a row whose refresh token was rotated away; otherwise it is 0. */
  private static final byte ROTATED = 1;

  private final Plugin plugin;
  private final Store store;
  private final String token;
  private final String subdomain;
  private final String id;
  private final byte[] sealKey;

  RefreshRow(Plugin plugin, String token, String subdomain) {
    this.plugin = plugin;
    this.store = plugin.ports().store();
    this.token = token;
    this.subdomain = subdomain;
    Derivation derivation = plugin.derivation();
    // A label holds no U+0000, so no two pairs read alike.
    byte[] bytes = Utf8.encode(subdomain.isEmpty() ? token : subdomain + "\0" + token);
    this.id = Base64Url.encode(derivation.derive(bytes, "refresh id"));
    this.sealKey = derivation.derive(bytes, "refresh key");
  }

  String id() {
    return id;
  }

  String token() {
    return token;
  }

  String subdomain() {
    return subdomain;
  }

  Store.Row read() {
    return store.read(id);
  }

  /** Whether another request's attempt is asking the provider. */
  static boolean isUnderWay(Store.Row row) {
    return row.phase() == Store.Phase.RESERVED && row.ageMillis() < RESERVATION_MAX_MILLIS;
  }

  boolean reserve(String attempt, String replacedAttempt) {
    return store.reserve(id, attempt, replacedAttempt, 2 * RESERVATION_MAX_MILLIS);
  }

  void undo(String attempt) {
    store.undo(id, attempt, RESERVATION_MAX_MILLIS);
  }

  void settle(String attempt, Outcome outcome) {
    boolean isRotated = isRotated(outcome);
    byte[] encoded = outcome.encode();
    byte[] message = new byte[1 + encoded.length];
    message[0] = isRotated ? ROTATED : 0;
    System.arraycopy(encoded, 0, message, 1, encoded.length);
    byte[] sealed = plugin.seal().seal(sealKey, PURPOSE, message);
    long lifeMillis = isRotated ? ROTATED_LIFE_MILLIS : HANDOVER_LIFE_MILLIS;
    store.settle(id, attempt, RESERVATION_MAX_MILLIS, sealed, lifeMillis);
  }

  /**
   * Opens a settled row; {@code expires_in} of its tokens is lowered by the row's age.
   *
   * @return null if the row was written in a format that this version does not know
   */
  Settled open(Store.Row row) {
    byte[] message = plugin.seal().open(sealKey, PURPOSE, row.sealed());
    if (message == null || message.length == 0 || message[0] < 0 || message[0] > ROTATED) {
      return null;
    }
    byte[] encoded = new byte[message.length - 1];
    System.arraycopy(message, 1, encoded, 0, encoded.length);
    Outcome outcome = Outcome.decode(encoded);
    return outcome == null
        ? null
        : new Settled(aged(outcome, row.ageMillis() / 1000), message[0] == ROTATED);
  }

  private boolean isRotated(Outcome outcome) {
    if (outcome.kind() != Outcome.Kind.TOKENS) {
      return false;
    }
    String next = parse(outcome.tokens()).string("refresh_token");
    return next != null && !next.equals(token);
  }

  private static Outcome aged(Outcome outcome, long seconds) {
    if (outcome.kind() != Outcome.Kind.TOKENS || seconds == 0) {
      return outcome;
    }
    byte[] tokens = Utf8.encode(parse(outcome.tokens()).withLess("expires_in", seconds));
    return new Outcome(outcome.kind(), outcome.providerStatus(), outcome.error(), 0, tokens);
  }

  private static JsonObject parse(byte[] tokens) {
    try {
      return JsonObject.parse(tokens);
    } catch (WireException e) {
      throw new IllegalStateException("tokens that were judged good do not parse", e);
    }
  }

  /**
   * An outcome that lies in the row.
   *
   * @param isRotated whether it is for every caller who sends the token, not only for those who
   *     waited
   */
  record Settled(Outcome outcome, boolean isRotated) {}
}
