package io.github.latchkey.relay.server.wait;

import io.github.latchkey.relay.http.Wait;
import io.github.latchkey.relay.server.wait.LongPolls.Outcome;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * One request that waits. However many reasons to ask again come together, the core is asked by one
 * thread at a time, and not again once it has replied.
 */
final class LongPoll {
  private final Wait wait;
  private final long rereadMillis;
  private final Executor answers;
  private final ScheduledExecutorService timer;
  private final BiConsumer<LongPoll, Outcome> done;
  private final long endNanos;

  /** Reasons to ask that are not dealt with; above zero a thread is working on it. */
  private final AtomicInteger reasons = new AtomicInteger();

  private volatile boolean last;
  private volatile boolean over;
  private volatile Future<?> tick;

  LongPoll(
      Wait wait,
      long rereadMillis,
      Executor answers,
      ScheduledExecutorService timer,
      BiConsumer<LongPoll, Outcome> done) {
    this.wait = wait;
    this.rereadMillis = rereadMillis;
    this.answers = answers;
    this.timer = timer;
    this.done = done;
    this.endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait.waitMillis());
  }

  boolean exclusive() {
    return wait.exclusive();
  }

  /** Asks once more, on another thread. */
  void ask() {
    if (reasons.getAndIncrement() == 0) {
      answers.execute(this::askWhileThereAreReasons);
    }
  }

  /** Asks for the last time, on another thread: this request gets its reply now. */
  void askLast() {
    last = true;
    ask();
  }

  void startTimer() {
    if (over) {
      return;
    }
    long left = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime()) + 1;
    tick =
        timer.schedule(
            this::onTick, Math.max(0, Math.min(left, rereadMillis)), TimeUnit.MILLISECONDS);
    if (over) {
      tick.cancel(false);
    }
  }

  private void onTick() {
    if (System.nanoTime() - endNanos >= 0) {
      askLast();
    } else {
      ask();
      startTimer();
    }
  }

  private void askWhileThereAreReasons() {
    int seen;
    do {
      seen = reasons.get();
      boolean lastNow = last;
      Outcome outcome = Outcome.of(() -> wait.resumption().resume(lastNow));
      if (lastNow || outcome.isFinal()) {
        // The reasons stay above zero, so nobody asks again.
        over = true;
        Future<?> pending = tick;
        if (pending != null) {
          pending.cancel(false);
        }
        done.accept(this, outcome);
        return;
      }
    } while (!reasons.compareAndSet(seen, 0));
  }
}
