package io.github.latchkey.relay.http;

/**
 * Too early to answer. The host holds the request, without a thread where it can, and calls {@link
 * Resumption#resume} when the store reports a change of the row, every few seconds in case that
 * report is lost, and, with {@code waitPassed}, when {@code waitMillis} have passed or when it
 * cannot or will not hold the request any longer: that last call always gives a {@link Reply}.
 *
 * @param rowId the row whose change is awaited
 * @param waitMillis how long to hold the request, from the first answer on
 * @param exclusive whether a newer request that waits for the same row releases this one, as newer
 *     polls do
 * @param resumption asks again
 */
public record Wait(String rowId, long waitMillis, boolean exclusive, Resumption resumption)
    implements Answer {
  /** This wait, resumed in another way. */
  public Wait resumedBy(Resumption other) {
    return new Wait(rowId, waitMillis, exclusive, other);
  }

  /** Asks again. */
  public interface Resumption {
    /**
     * Asks again.
     *
     * @param waitPassed whether this is the last time
     * @return a {@link Reply}, or a {@link Wait} (whose other members are those of the first) where
     *     it is still too early and {@code waitPassed} is false
     */
    Answer resume(boolean waitPassed);
  }
}
