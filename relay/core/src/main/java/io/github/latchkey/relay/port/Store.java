package io.github.latchkey.relay.port;

/**
 * One row a login (or a refresh), and a few moves on it, each atomic on its own. What lies in a row
 * is sealed before it comes here, so a store needs to keep no secret.
 *
 * <p>Ages are measured by the store's own clock, so that relays that share it need not agree on the
 * time. A row is gone when its life is over: then {@link #read} gives null and its id can be
 * reserved again.
 *
 * <p>Each move throws {@link StoreException} where the store gives no answer; the move may have
 * been made all the same.
 *
 * <p>A row that is given {@value #MEMORY_LIFE_MILLIS} ms or less, as a refresh under way is, may
 * lie in memory alone, wherever the others lie: a request after it was lost asks the provider
 * again.
 *
 * <p>A host tells parked requests of every {@link #settle} and {@link #undo}, by row id, on every
 * instance that shares the store.
 */
public interface Store {
  /** The life up to which a row need not outlive the process that keeps it. */
  long MEMORY_LIFE_MILLIS = 30_000;

  /**
   * Puts a reserved row where there is none, or in the place of the row that {@code
   * replacedAttempt} made.
   *
   * @param id the row's id, base64url
   * @param attempt a random name for this attempt
   * @param replacedAttempt the attempt of a row that the caller has read and found to be over, or
   *     null to put only where there is none
   * @param lifeMillis how long the row lives
   * @return whether the row is now this attempt's
   * @throws StoreFullException where there is no room, and nothing was done
   */
  boolean reserve(String id, String attempt, String replacedAttempt, long lifeMillis);

  /**
   * Puts the outcome into a row that this attempt reserved, and restarts its age.
   *
   * @param maxAgeMillis does nothing where the reservation is older than this
   * @param sealed the sealed outcome
   * @param lifeMillis how long the row lives from now
   * @return false where the row is no longer this attempt's reservation
   */
  boolean settle(String id, String attempt, long maxAgeMillis, byte[] sealed, long lifeMillis);

  /**
   * Removes a row that this attempt reserved and has not settled.
   *
   * @param maxAgeMillis does nothing where the reservation is older than this
   * @return false where the row is no longer this attempt's reservation
   */
  boolean undo(String id, String attempt, long maxAgeMillis);

  /**
   * Whether there is room for the rows of logins that no provider was asked about, which cost a
   * caller nothing: such rows may take half of a store, and leave the rest to what is worth more.
   */
  default boolean hasRoomToSpare() {
    return true;
  }

  /** The row as it is now, or null where there is none. */
  Row read(String id);

  /**
   * Marks a settled row as taken and drops its outcome. Of any number of concurrent calls one gets
   * true.
   *
   * @return false where the row is not there, not settled, or taken already
   */
  boolean take(String id, String attempt);

  /** How far a row has come. */
  enum Phase {
    /** An attempt is asking the provider. */
    RESERVED(0),
    /** The outcome is here. */
    SETTLED(1),
    /** The outcome was here, and was given away once. */
    TAKEN(2),
    /** A relay of another version wrote a phase that this one does not know. */
    UNKNOWN(-1);

    private final int code;

    Phase(int code) {
      this.code = code;
    }

    /** How stores that keep numbers write it. */
    public int code() {
      return code;
    }

    /** The phase of a stored code. */
    public static Phase of(int code) {
      for (Phase phase : values()) {
        if (phase.code == code) {
          return phase;
        }
      }
      return UNKNOWN;
    }
  }

  /**
   * A row as it was read.
   *
   * @param phase how far it has come
   * @param attempt the attempt that made it
   * @param ageMillis since it was reserved, or settled if it is
   * @param sealed the sealed outcome where {@code phase} is {@link Phase#SETTLED}, otherwise null
   */
  record Row(Phase phase, String attempt, long ageMillis, byte[] sealed) {}
}
