package io.github.latchkey.relay.server.thread;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Few threads while requests are quick, since a thread for each of hundreds would mostly be
 * switched to and from; and as many more as there are requests waiting once they wait for a slow
 * sender, provider or database.
 */
final class RequestThreads extends ThreadPoolExecutor {
  /** More than the connections to the database, so that all of these are used. */
  private static final int STEADY = 16;

  private static final int IDLE_SECONDS = 2;
  private static final long TICK_MILLIS = 10;

  /**
   * Where what waits would wait longer than this at the pace of the last tick, threads are added.
   */
  private static final int PATIENCE_TICKS = 5;

  /** So long after the last were added, surplus threads end, a few a tick. */
  private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final int SURPLUS_PARTS = 32;

  private final ScheduledExecutorService timer;
  private final int most;
  private final AtomicBoolean isWatched = new AtomicBoolean();
  private volatile long completedBefore;
  private volatile long addedNanos;

  /**
   * Makes it, without a thread.
   *
   * @param most so many threads, and as many requests that wait for one; more are refused
   */
  RequestThreads(int most, ThreadFactory factory, ScheduledExecutorService timer) {
    super(STEADY, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(most), factory);
    allowCoreThreadTimeOut(true);
    this.most = most;
    this.timer = timer;
  }

  @Override
  public void execute(Runnable request) {
    if (getQueue().remainingCapacity() == 0) {
      // Whatever has ended since: nobody is refused before there are as many as there may be.
      setMaximumPoolSize(most);
    }
    super.execute(request);
    watch();
  }

  private void watch() {
    if (!isWatched.get() && isWatched.compareAndSet(false, true)) {
      completedBefore = getCompletedTaskCount();
      tickLater();
    }
  }

  private void tickLater() {
    timer.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    int waiting = getQueue().size();
    if (waiting == 0) {
      if (getCorePoolSize() > STEADY) {
        setCorePoolSize(STEADY);
      }
      endSurplus();
      isWatched.set(false);
      if (!getQueue().isEmpty()) {
        // One that came in between has seen it watched.
        watch();
      }
      return;
    }
    long completed = getCompletedTaskCount();
    if (waiting > PATIENCE_TICKS * (completed - completedBefore)) {
      // Those that are idle, since they were not switched to yet, count as the ones that are
      // wanted.
      int wanted = Math.min(most, getActiveCount() + waiting);
      if (wanted > getCorePoolSize()) {
        setMaximumPoolSize(most);
        setCorePoolSize(wanted);
        addedNanos = System.nanoTime();
      }
    }
    completedBefore = completed;
    tickLater();
  }

  /**
   * Requests come to the threads in turn, so under a steady load none would be idle for long: the
   * pool is allowed fewer.
   */
  private void endSurplus() {
    int surplus = getPoolSize() - STEADY;
    if (surplus > 0 && System.nanoTime() - addedNanos > CALM_NANOS) {
      setMaximumPoolSize(STEADY + surplus - 1 - surplus / SURPLUS_PARTS);
    }
  }
}
