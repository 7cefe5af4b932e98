package io.github.latchkey.relay.worker.store;

import io.github.latchkey.relay.port.Store;

/** A store, as one request sees it, that can hold that request until a row changes. */
public interface WaitingStore extends Store {
  /**
   * Suspends the thread until the row has changed since this request last read it, or perhaps
   * earlier.
   *
   * @param rowId a row that this request has read
   * @param waitMillis how long at most
   * @param isExclusive whether a newer request that waits for the row ends this one's wait
   * @return whether the wait is over, so that the request must be answered now
   */
  boolean awaitChange(String rowId, double waitMillis, boolean isExclusive);
}
