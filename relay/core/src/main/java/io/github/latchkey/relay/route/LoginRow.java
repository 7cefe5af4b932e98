package io.github.latchkey.relay.route;

import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.provider.Outcome;
import io.github.latchkey.relay.seal.RedirectSecret;

/**
 * The row of one login: reserved before the provider is asked, settled with the sealed outcome, or
 * undone if there was no result. It lives until its read key expires.
 */
final class LoginRow {
  /** After this long nobody believes any more that the attempt will settle. */
  static final long RESERVATION_MAX_MILLIS = 30_000;

  /** By how much the read key outlives the state: a login may be finished at the last moment. */
  static final int READ_KEY_OUTLIVES_SECONDS = 300;

  private static final String PURPOSE = "login outcome";

  /** For the log. */
  static final String UNKNOWN_VERSION = "row of an unknown version";

  private final Plugin plugin;
  private final Store store;
  private final String id;
  private final RedirectSecret secret;
  private final long readKeyExpirySeconds;

  LoginRow(Plugin plugin, RedirectSecret secret, long readKeyExpirySeconds) {
    this.plugin = plugin;
    this.store = plugin.ports().store();
    this.id = secret.loginId(plugin.derivation());
    this.secret = secret;
    this.readKeyExpirySeconds = readKeyExpirySeconds;
  }

  String id() {
    return id;
  }

  /** Words for the log that tell one login's requests from another's. */
  String note() {
    return "login " + id.substring(0, 8);
  }

  Store.Row read() {
    return store.read(id);
  }

  boolean reserve(String attempt) {
    return store.reserve(id, attempt, null, lifeMillis());
  }

  /** Whether a refusal, for which no provider was asked, is not worth a row now. */
  boolean isToBeLeftOut() {
    return !store.hasRoomToSpare() && store.read(id) == null;
  }

  boolean settle(String attempt, Outcome outcome) {
    byte[] sealed = plugin.seal().seal(sealKey(), PURPOSE, outcome.encode());
    return store.settle(id, attempt, RESERVATION_MAX_MILLIS, sealed, lifeMillis());
  }

  boolean undo(String attempt) {
    return store.undo(id, attempt, RESERVATION_MAX_MILLIS);
  }

  boolean take(String attempt) {
    return store.take(id, attempt);
  }

  /**
   * Opens a settled row.
   *
   * @return null if the row was written in a format that this version does not know
   */
  Outcome open(Store.Row row) {
    byte[] message = plugin.seal().open(sealKey(), PURPOSE, row.sealed());
    return message == null ? null : Outcome.decode(message);
  }

  /** Derived on demand: most polls find nothing to open. */
  private byte[] sealKey() {
    return secret.sealKey(plugin.derivation());
  }

  /** Whether an attempt is asking the provider and may still settle. */
  static boolean isUnderWay(Store.Row row) {
    return row.phase() == Store.Phase.RESERVED && row.ageMillis() <= RESERVATION_MAX_MILLIS;
  }

  private long lifeMillis() {
    return Math.max(1, readKeyExpirySeconds * 1000 - plugin.ports().clock().nowMillis());
  }
}
