package io.github.latchkey.relay.server.wait;

import io.github.latchkey.relay.port.Store;
import java.util.function.Consumer;

/** A store that other relays use as well: it tells of what they did, and must be closed. */
public interface SharedStore extends Store, AutoCloseable {
  /**
   * Begins to tell of rows that were settled or undone, here or elsewhere. A change may be told of
   * late, twice or never; a waiting request reads the row again from time to time.
   *
   * @param changed called with the row's id, on a thread of the store's own
   */
  void listen(Consumer<String> changed);

  /** Ends what the store has begun. */
  @Override
  void close();
}
