package io.github.latchkey.relay.server.thread;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestThreadsTest {
  private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void release() {
    released.countDown();
    timer.shutdownNow();
  }

  @Test
  void slowRequestsDoNotKeepOthersFromBeingStarted() throws Exception {
    RequestThreads threads = threads(1_000);
    holdAtOnce(300, threads);
    // One that a thread takes while they are counted may count twice.
    assertTrue(threads.getLargestPoolSize() < 600, threads.getLargestPoolSize() + " threads");
  }

  @Test
  void oneRequestBehindSlowOnesIsStartedWithoutAnother() throws Exception {
    RequestThreads threads = threads(300);
    holdAtOnce(16, threads);
    CountDownLatch honest = new CountDownLatch(1);
    threads.execute(honest::countDown);
    assertTrue(honest.await(30, TimeUnit.SECONDS), "nobody else came to move it on");
  }

  @Test
  void threadsOfAnHourOfNeedEndThoughQuickRequestsKeepComing() throws Exception {
    RequestThreads threads = threads(1_000);
    holdAtOnce(300, threads);
    released.countDown();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (threads.getPoolSize() > 16) {
      assertTrue(System.nanoTime() < end, threads.getPoolSize() + " threads after a minute");
      CountDownLatch quick = new CountDownLatch(1);
      threads.execute(quick::countDown);
      assertTrue(quick.await(30, TimeUnit.SECONDS));
    }
    CountDownLatch again = new CountDownLatch(100);
    for (int i = 0; i < 100; i++) {
      threads.execute(again::countDown);
    }
    assertTrue(again.await(30, TimeUnit.SECONDS), "those that are left must do");
  }

  @Test
  void moreThanCanRunAndWaitAreRefused() throws Exception {
    RequestThreads threads = threads(20);
    holdAtOnce(20, threads);
    for (int i = 0; i < 20; i++) {
      threads.execute(() -> hold(new CountDownLatch(1)));
    }
    assertThrows(RejectedExecutionException.class, () -> threads.execute(() -> {}));
  }

  private RequestThreads threads(int most) {
    return new RequestThreads(
        most,
        task -> {
          Thread thread = new Thread(task);
          thread.setDaemon(true);
          return thread;
        },
        timer);
  }

  /** Begins so many requests, which last until {@link #released}; all of them must run at once. */
  private void holdAtOnce(int count, RequestThreads threads) throws InterruptedException {
    CountDownLatch started = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      threads.execute(() -> hold(started));
    }
    assertTrue(started.await(30, TimeUnit.SECONDS), started.getCount() + " were not started");
  }

  private void hold(CountDownLatch started) {
    started.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
