package io.github.latchkey.relay.worker.bench;

import io.github.latchkey.relay.worker.bench.Contender.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two tables, printed and written to {@code target/bench.md}, of this Worker on both stores and,
 * where the environment names the bundle of another one ({@link OtherBundle}), of that one, all in
 * the same workerd: how fast each is, and what a login asks the platform for.
 */
public final class WorkerBench {
  private static final int CONNECTIONS = 16;
  private static final long MEASURED_NANOS = TimeUnit.SECONDS.toNanos(4);
  private static final int LOGINS = 100;

  private WorkerBench() {}

  private interface Start {
    Contender start(boolean isCounted) throws Exception;
  }

  private interface Task {
    void run(int thread) throws Exception;
  }

  /**
   * Measures.
   *
   * @param args none
   */
  public static void main(String[] args) throws Exception {
    // As in the tests: workerd closes what was idle for a while.
    System.setProperty("jdk.httpclient.enableAllMethodRetry", "true");
    List<Start> starts = new ArrayList<>();
    starts.add(isCounted -> Contender.ours("durable-object", isCounted));
    starts.add(isCounted -> Contender.ours("d1", isCounted));
    OtherBundle other = OtherBundle.of(System.getenv());
    if (other != null) {
      starts.add(isCounted -> Contender.other(other, isCounted));
    }
    // They take a minute and next to no work, beside what is measured.
    ExecutorService minutes = Executors.newCachedThreadPool();
    List<Future<String>> longLogins = new ArrayList<>();
    for (Start start : starts) {
      longLogins.add(
          minutes.submit(
              () -> {
                try (Contender worker = start.start(true)) {
                  return LongLogin.line(worker);
                }
              }));
    }
    List<String> table =
        new ArrayList<>(
            List.of(
                "| Worker in workerd, 16 connections | `/authorize` a second | pending `/poll` a"
                    + " second | redirect + poll a second | redirect to tokens, median ms of 100"
                    + " | most |",
                "| --- | ---: | ---: | ---: | ---: | ---: |"));
    for (Start start : starts) {
      try (Contender worker = start.start(false)) {
        table.add(speed(worker));
      }
    }
    table.add("");
    table.add(LongLogin.HEAD);
    for (Future<String> line : longLogins) {
      table.add(line.get());
    }
    String whole = String.join("\n", table) + "\n";
    Files.writeString(Path.of("target/bench.md"), whole);
    System.out.println(whole);
    System.exit(0);
  }

  private static String speed(Contender worker) throws Exception {
    perSecond(thread -> worker.authorize());
    double authorizes = perSecond(thread -> worker.authorize());

    List<Login> pending = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      pending.add(worker.authorize());
    }
    double polls = perSecond(thread -> worker.poll(pending.get(thread)));

    int prepared = 40 * CONNECTIONS;
    List<Login> logins = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    for (int i = 0; i < prepared; i++) {
      logins.add(worker.authorize());
      targets.add(worker.visit(logins.get(i)));
    }
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    atOnce(
        thread -> {
          for (int i = next.getAndIncrement(); i < prepared; i = next.getAndIncrement()) {
            worker.redirect(targets.get(i));
            if (worker.poll(logins.get(i)) != 200) {
              throw new IllegalStateException(worker.name + ": no tokens");
            }
          }
        });
    double delivered = prepared / seconds(start);

    double[] millis = redirectToTokens(worker);
    return "| %s | %.0f | %.0f | %.0f | %.0f | %.0f |"
        .formatted(
            worker.name, authorizes, polls, delivered, millis[LOGINS / 2], millis[LOGINS - 1]);
  }

  /** Sorted; few at a time, so that they do not queue behind one another. */
  private static double[] redirectToTokens(Contender worker) throws Exception {
    double[] millis = new double[LOGINS];
    AtomicInteger next = new AtomicInteger();
    int atOnce = worker.canWait ? 2 : 25;
    ExecutorService waiting = Executors.newCachedThreadPool();
    try {
      run(
          atOnce,
          thread -> {
            for (int i = next.getAndIncrement(); i < LOGINS; i = next.getAndIncrement()) {
              Login login = worker.authorize();
              String target = worker.visit(login);
              Future<?> tokens =
                  waiting.submit(
                      () -> {
                        worker.awaitTokens(login);
                        return null;
                      });
              // So that the arrival comes at any moment between two polls.
              Thread.sleep(50 + i * (worker.canWait ? 5 : 25) % 500);
              long start = System.nanoTime();
              worker.redirect(target);
              tokens.get();
              millis[i] = 1_000 * seconds(start);
            }
          });
    } finally {
      waiting.shutdown();
    }
    Arrays.sort(millis);
    return millis;
  }

  private static double perSecond(Task task) throws Exception {
    AtomicInteger done = new AtomicInteger();
    long start = System.nanoTime();
    atOnce(
        thread -> {
          while (System.nanoTime() - start < MEASURED_NANOS) {
            task.run(thread);
            done.incrementAndGet();
          }
        });
    return done.get() / seconds(start);
  }

  private static void atOnce(Task task) throws Exception {
    run(CONNECTIONS, task);
  }

  private static void run(int threads, Task task) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        tasks.add(
            () -> {
              task.run(thread);
              return null;
            });
      }
      for (Future<Void> result : pool.invokeAll(tasks)) {
        result.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  private static double seconds(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }
}
