package io.github.latchkey.relay.server.thread;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one server. The JDK's server reads a request's head and body in the thread that
 * handles it, so each slow sender holds one until its time is over; what was held is answered by
 * threads of its own, which slow senders cannot use up.
 */
public final class ServerThreads implements AutoCloseable {
  /** More slow senders than this within the 8 s that a request may take are refused. */
  private static final int PLATFORM_MAX = 2_000;

  private static final int ANSWERS_MAX = 64;
  private static final int IDLE_SECONDS = 30;
  private static final int STACK_BYTES = 512 * 1024;

  private final int requestsAtOnce;
  private final ExecutorService requests;
  private final ExecutorService answers;
  private final ScheduledThreadPoolExecutor timer;

  /**
   * Creates the threads of a server.
   *
   * @param most how many requests may be read and handled at once
   */
  public ServerThreads(int most) {
    timer = new ScheduledThreadPoolExecutor(1, named("latchkey-timer-"));
    timer.setRemoveOnCancelPolicy(true);
    ExecutorService virtual = virtualThreads();
    requestsAtOnce = virtual != null ? most : Math.min(PLATFORM_MAX, most);
    if (virtual != null) {
      requests = virtual;
      answers = virtual;
    } else {
      requests = new RequestThreads(requestsAtOnce, named("latchkey-request-"), timer);
      ThreadPoolExecutor fixed =
          new ThreadPoolExecutor(
              ANSWERS_MAX,
              ANSWERS_MAX,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              named("latchkey-answer-"));
      fixed.allowCoreThreadTimeOut(true);
      answers = fixed;
    }
  }

  /** For the JDK's server. Where it throws, the connection is closed. */
  public Executor requests() {
    return requests == answers ? atOnce(requests, requestsAtOnce) : requests;
  }

  /** How many requests may be read and handled at once. */
  public int requestsAtOnce() {
    return requestsAtOnce;
  }

  /** Virtual threads are as many as one likes, but what they read lies in the heap. */
  private static Executor atOnce(Executor threads, int most) {
    Semaphore free = new Semaphore(most);
    return task -> {
      if (!free.tryAcquire()) {
        throw new RejectedExecutionException("too many requests are being read");
      }
      threads.execute(
          () -> {
            try {
              task.run();
            } finally {
              free.release();
            }
          });
    };
  }

  /** For requests that were held. */
  public Executor answers() {
    return answers;
  }

  /** One thread, for short tasks. */
  public ScheduledExecutorService timer() {
    return timer;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    requests.shutdown();
    answers.shutdown();
  }

  /**
   * Virtual threads, or null. On 21 to 23 a virtual thread that waits inside {@code synchronized},
   * as the JDK's server does while it reads, holds its carrier: two slow senders would stop a
   * machine of two cores.
   */
  private static ExecutorService virtualThreads() {
    if (Runtime.version().feature() < 24) {
      return null;
    }
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(null, task, prefix + count.incrementAndGet(), STACK_BYTES);
      thread.setDaemon(true);
      return thread;
    };
  }
}
