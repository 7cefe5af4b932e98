package io.github.latchkey.relay.server.wait;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Wait;
import io.github.latchkey.relay.server.limit.ConcurrencyLimit;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Requests that wait for a row, held without a thread. Each is asked again when its row changes,
 * every few seconds in case that was not heard, and for the last time when its wait is over, when a
 * newer one takes its place, or when the server stops.
 */
public final class LongPolls {
  /** How many a total and an address may hold, and how often each is asked again unprompted. */
  public record Limits(int total, int perAddress, long rereadMillis) {
    /** A parked request costs about 30 KB of heap, most of it in the JDK's own buffers. */
    public static Limits standard() {
      long byHeap = Runtime.getRuntime().maxMemory() / (64 * 1024);
      return new Limits((int) Math.min(10_000, byHeap), 32, 5_000);
    }
  }

  private final Limits limits;
  private final Executor answers;
  private final ScheduledExecutorService timer;
  private final Map<String, List<LongPoll>> byRow = new ConcurrentHashMap<>();
  private final ConcurrencyLimit places;
  private final AtomicLong signals = new AtomicLong();
  private volatile boolean closed;

  public LongPolls(Limits limits, Executor answers, ScheduledExecutorService timer) {
    this.limits = limits;
    this.places = new ConcurrencyLimit(limits.total, limits.perAddress);
    this.answers = answers;
    this.timer = timer;
  }

  /** How many changes have been heard so far: read it before the core is asked. */
  public long signals() {
    return signals.get();
  }

  /** How many requests are parked now. */
  public int size() {
    return places.taken();
  }

  /**
   * Holds a request until it has its reply. Above the limits, and once {@link #close} was called,
   * the reply comes at once, on the calling thread.
   *
   * @param signalsBefore {@link #signals} from before the core was asked
   * @param reply called once, with the reply or with what the core threw instead
   */
  public void park(Wait wait, InetAddress address, long signalsBefore, Consumer<Outcome> reply) {
    if (closed || places.enter(address) != ConcurrencyLimit.Entry.TAKEN) {
      reply.accept(Outcome.of(() -> wait.resumption().resume(true)));
      return;
    }
    LongPoll parked =
        new LongPoll(
            wait,
            limits.rereadMillis,
            answers,
            timer,
            (self, outcome) -> {
              leave(wait.rowId(), address, self);
              reply.accept(outcome);
            });
    byRow.compute(
        wait.rowId(),
        (id, row) -> {
          List<LongPoll> all = row == null ? new CopyOnWriteArrayList<>() : row;
          if (wait.exclusive()) {
            all.stream().filter(LongPoll::exclusive).forEach(LongPoll::askLast);
          }
          all.add(parked);
          return all;
        });
    parked.startTimer();
    // What changed, or was closed, before the request could be found here is looked at now.
    if (closed) {
      parked.askLast();
    } else if (signals.get() != signalsBefore) {
      parked.ask();
    }
  }

  /** Asks every request again that waits for this row. */
  public void signal(String rowId) {
    signals.incrementAndGet();
    byRow.getOrDefault(rowId, List.of()).forEach(LongPoll::ask);
  }

  /** Asks every request for the last time, and holds none from now on. */
  public void close() {
    closed = true;
    byRow.values().forEach(row -> row.forEach(LongPoll::askLast));
  }

  private void leave(String rowId, InetAddress address, LongPoll parked) {
    byRow.computeIfPresent(
        rowId,
        (id, row) -> {
          row.remove(parked);
          return row.isEmpty() ? null : row;
        });
    places.leave(address);
  }

  /**
   * What asking the core has given.
   *
   * @param answer null where it threw
   * @param failure null where it did not
   */
  public record Outcome(Answer answer, Throwable failure) {
    public static Outcome of(Supplier<Answer> question) {
      try {
        return new Outcome(question.get(), null);
      } catch (Throwable e) {
        return new Outcome(null, e);
      }
    }

    boolean isFinal() {
      return !(answer instanceof Wait);
    }

    /** The reply, or null where there is none. */
    public Reply reply() {
      return answer instanceof Reply reply ? reply : null;
    }
  }
}
