package io.github.latchkey.relay.worker.bench;

import io.github.latchkey.relay.worker.bench.Contender.Login;
import java.util.Map;
import java.util.concurrent.FutureTask;

/** A login for which a person takes a minute, and what that asks the platform for. */
final class LongLogin {
  static final String HEAD =
      "| a login that takes 60 s | requests | object requests | queries | rows read"
          + " | rows written |\n| --- | ---: | ---: | ---: | ---: | ---: |";
  private static final long PERSON_MILLIS = 60_000;

  private LongLogin() {}

  /** Lets it happen, by the real clock; gives the line under {@link #HEAD}. */
  static String line(Contender worker) throws Exception {
    // What a new isolate asks for once is not the first login's.
    Login first = worker.authorize();
    worker.redirect(worker.visit(first));
    worker.awaitTokens(first);
    worker.removeExpired();
    worker.counts();

    long start = System.nanoTime();
    Login login = worker.authorize();
    String target = worker.visit(login);
    FutureTask<Void> tokens =
        new FutureTask<>(
            () -> {
              worker.awaitTokens(login);
              return null;
            });
    new Thread(tokens, "plugin").start();
    Thread.sleep(PERSON_MILLIS - (System.nanoTime() - start) / 1_000_000);
    String page = worker.redirect(target);
    if (page != null) {
      worker.get(page);
    }
    tokens.get();
    worker.removeExpired();
    Map<String, Integer> counts = worker.counts();
    if (worker.hasAlarms()) {
      counts.merge("objectRequests", 1, Integer::sum);
      counts.merge("rowsWritten", 1, Integer::sum);
    }
    return "| %s | %d | %d | %d | %d | %d |"
        .formatted(
            worker.name,
            counts.get("requests"),
            counts.get("objectRequests"),
            counts.get("queries"),
            counts.get("rowsRead"),
            counts.get("rowsWritten"));
  }
}
