package io.github.latchkey.relay.server;

import java.util.concurrent.TimeUnit;

/** Counts the requests that have begun and are not answered yet. */
final class InFlight {
  private int count;

  synchronized void begin() {
    count++;
  }

  synchronized void end() {
    count--;
    notifyAll();
  }

  /**
   * Waits until there is none.
   *
   * @return false where there still are some after this time
   */
  synchronized boolean awaitNone(long millis) throws InterruptedException {
    long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (count > 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
