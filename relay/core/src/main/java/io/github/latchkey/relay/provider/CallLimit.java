package io.github.latchkey.relay.provider;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many calls to one plugin's provider may run at once. Each holds a thread of the host for as
 * long as the provider takes; so a provider that is slow takes neither all of them nor, with
 * refreshes, the places of logins, where a code would be lost with the person's patience.
 */
final class CallLimit {
  /** In all. At 300 ms a call they are 200 calls a second. */
  static final int AT_ONCE_MAX = 64;

  /** Of these, how many may be something else than a login. */
  static final int OTHERS_MAX = 48;

  /** When to come again: most calls of a slow provider are over by then. */
  static final int RETRY_AFTER_SECONDS = 5;

  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger others = new AtomicInteger();

  /**
   * Takes a place.
   *
   * @param isLogin whether the call exchanges a code
   * @return false where there is none
   */
  boolean enter(boolean isLogin) {
    if (!isLogin && !enter(others, OTHERS_MAX)) {
      return false;
    }
    if (enter(running, AT_ONCE_MAX)) {
      return true;
    }
    if (!isLogin) {
      others.decrementAndGet();
    }
    return false;
  }

  /** Gives back a place that was taken. */
  void leave(boolean isLogin) {
    running.decrementAndGet();
    if (!isLogin) {
      others.decrementAndGet();
    }
  }

  private static boolean enter(AtomicInteger places, int most) {
    if (places.incrementAndGet() <= most) {
      return true;
    }
    places.decrementAndGet();
    return false;
  }
}
