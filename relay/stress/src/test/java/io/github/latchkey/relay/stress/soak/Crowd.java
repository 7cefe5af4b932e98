package io.github.latchkey.relay.stress.soak;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** People who come one after the other, whatever becomes of those before them. */
final class Crowd implements AutoCloseable {
  private final Stand stand;
  private final Tally tally;
  private final long everyMillis;
  private final ExecutorService pool = Executors.newCachedThreadPool();
  private volatile boolean comes = true;
  private volatile boolean over;
  private final Thread door;

  /**
   * Lets them come.
   *
   * @param perSecond how many, on the average
   */
  Crowd(Stand stand, Tally tally, double perSecond) {
    this.stand = stand;
    this.tally = tally;
    this.everyMillis = Math.round(1_000 / perSecond);
    door = new Thread(this::letIn, "crowd");
    door.start();
  }

  private void letIn() {
    while (!over) {
      if (comes) {
        tally.begun();
        pool.execute(this::logIn);
      }
      Fault.pause(ThreadLocalRandom.current().nextLong(1, 2 * everyMillis));
    }
  }

  private void logIn() {
    long began = System.nanoTime();
    try {
      tally.ended(new Person(stand, tally, pool).logIn());
    } catch (Exception e) {
      tally.surprise(e);
      tally.ended(new Person.Login(Person.Ending.LOST, 0, true, began, System.nanoTime()));
    }
  }

  /** Lets nobody in for now, and waits until those who are in have gone. */
  void pause() {
    comes = false;
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
    while (tally.countOfEnded() < tally.countOfBegun() && System.nanoTime() < end) {
      Fault.pause(200);
    }
  }

  /** Lets people in again. */
  void resume() {
    comes = true;
  }

  @Override
  public void close() {
    over = true;
    pool.shutdownNow();
  }
}
