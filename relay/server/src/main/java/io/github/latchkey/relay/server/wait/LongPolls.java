package io.github.latchkey.relay.server.wait;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Wait;
import io.github.latchkey.relay.server.limit.ConcurrencyLimit;
import io.github.latchkey.relay.server.limit.MemoryBudget;
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
  /**
   * What may be held.
   *
   * @param total how many polls in all
   * @param perAddress how many polls of one address; requests that wait for the same refresh count
   *     as one
   * @param rereadMillis how often each row is read again in case a change was not reported
   */
  public record Limits(int total, int perAddress, long rereadMillis) {
    static final int PER_ADDRESS = 32;
    static final long REREAD_MILLIS = 5_000;

    /** The limits of a relay with this much memory. */
    public static Limits of(MemoryBudget budget) {
      return new Limits(budget.heldPolls(), PER_ADDRESS, REREAD_MILLIS);
    }
  }

  private final Limits limits;
  private final Executor answers;
  private final ScheduledExecutorService timer;
  private final Map<String, List<LongPoll>> byRow = new ConcurrentHashMap<>();
  private final ConcurrencyLimit held;
  private final AtomicLong signals = new AtomicLong();
  private volatile boolean closed;

  public LongPolls(Limits limits, Executor answers, ScheduledExecutorService timer) {
    this.limits = limits;
    this.held = new ConcurrencyLimit(limits.total, limits.perAddress);
    this.answers = answers;
    this.timer = timer;
  }

  /** How many changes have been heard so far: read it before the core is asked. */
  public long signals() {
    return signals.get();
  }

  /** How many requests are held now. */
  public int size() {
    return held.taken();
  }

  /**
   * Holds a request until it has its reply. Above the limits, and once {@link #close} was called,
   * the reply comes at once, on the calling thread.
   *
   * @param signalsBefore {@link #signals} from before the core was asked
   * @param reply called once, with the reply or with what the core threw instead
   */
  public void hold(Wait wait, InetAddress address, long signalsBefore, Consumer<Outcome> reply) {
    // Requests that wait for the same refresh share one answer of the provider.
    boolean isShared = !wait.exclusive() && byRow.containsKey(wait.rowId());
    InetAddress counted = isShared ? null : address;
    if (closed || held.enter(counted) != ConcurrencyLimit.Entry.TAKEN) {
      reply.accept(Outcome.of(() -> wait.resumption().resume(true)));
      return;
    }
    LongPoll poll =
        new LongPoll(
            wait,
            limits.rereadMillis,
            answers,
            timer,
            (self, outcome) -> {
              leave(wait.rowId(), counted, self);
              reply.accept(outcome);
            });
    byRow.compute(
        wait.rowId(),
        (id, row) -> {
          List<LongPoll> all = row == null ? new CopyOnWriteArrayList<>() : row;
          if (wait.exclusive()) {
            all.stream().filter(LongPoll::exclusive).forEach(LongPoll::askLast);
          }
          all.add(poll);
          return all;
        });
    poll.startTimer();
    // What changed, or was closed, before the request could be found here is looked at now.
    if (closed) {
      poll.askLast();
    } else if (signals.get() != signalsBefore) {
      poll.ask();
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

  private void leave(String rowId, InetAddress address, LongPoll poll) {
    byRow.computeIfPresent(
        rowId,
        (id, row) -> {
          row.remove(poll);
          return row.isEmpty() ? null : row;
        });
    held.leave(address);
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
