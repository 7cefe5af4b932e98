package io.github.latchkey.relay.server.limit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests that have begun and are not answered yet. */
public final class InFlight {
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean isAwaited;

  public void begin() {
    count.incrementAndGet();
  }

  public void end() {
    if (count.decrementAndGet() == 0 && isAwaited) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /**
   * Waits until there is none.
   *
   * @return false where there still are some after this time
   */
  public synchronized boolean awaitNone(long millis) throws InterruptedException {
    isAwaited = true;
    long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (count.get() > 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
