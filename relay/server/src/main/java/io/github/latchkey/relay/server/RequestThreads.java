package io.github.latchkey.relay.server;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Few threads while requests are quick, since a thread for each of hundreds would mostly be
 * switched to and from; and as many more as there are requests waiting once they wait for somebody
 * slow: a sender, the provider, the database.
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

  private final ScheduledExecutorService timer;
  private final int most;
  private final AtomicBoolean isWatched = new AtomicBoolean();
  private volatile long completedBefore;

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
        setCorePoolSize(wanted);
      }
    }
    completedBefore = completed;
    tickLater();
  }
}
