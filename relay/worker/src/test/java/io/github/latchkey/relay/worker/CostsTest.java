package io.github.latchkey.relay.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.worker.WorkerUnderTest.Login;
import io.github.latchkey.testing.worker.Workerd;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a login asks of Cloudflare is counted here, and the README says the same. */
class CostsTest {
  private static final Path README = Path.of("README.md");

  /** A login that takes this long at the provider, by a clock that goes from timer to timer. */
  private static final int LOGIN_SECONDS = 60;

  private static final List<String> COUNTS =
      List.of("requests", "objectRequests", "queries", "rowsRead", "rowsWritten");

  /**
   * One line of the README's table of operations.
   *
   * @param waitSeconds how long a poll waits in the login's object
   */
  private record Operations(String name, List<Integer> counts, int waitSeconds) {
    boolean isInObjects() {
      return name.startsWith("Durable Objects");
    }

    double of(String count) {
      return counts.get(COUNTS.indexOf(count));
    }
  }

  @ParameterizedTest
  @CsvSource({"durable-object, Durable Objects", "d1, D1"})
  void theReadmeSaysWhatALoginAsksFor(String store, String name, @TempDir Path persist)
      throws Exception {
    try (WorkerUnderTest relay =
        new WorkerUnderTest(Workerd.OBSERVED, persist, "STORE", store, "STOPPED", "on")) {
      // What a new isolate asks for once is not the first login's.
      relay.pollNatively(relay.logIn());
      // This one last: it leaves the clock running.
      for (String client : List.of("published plugin", "`latchkey`")) {
        removeExpired(relay, store);
        relay.counts();
        logIn(relay, client);
        removeExpired(relay, store);
        assertSaid(name + ", " + client, relay.counts());
      }
    }
  }

  private static void assertSaid(String name, Map<String, Integer> counted) throws Exception {
    if (name.startsWith("Durable Objects")) {
      // The alarm, which removes everything: it is seen to ring in DurableStoreTest.
      counted.merge("objectRequests", 1, Integer::sum);
      counted.merge("rowsWritten", 1, Integer::sum);
    }
    Operations said =
        operations().stream().filter(line -> line.name().equals(name)).findFirst().orElseThrow();
    System.out.println(name + ": " + counted);
    for (String count : COUNTS) {
      int actual = counted.get(count);
      assertEquals(said.of(count), actual, name + ": " + count + " of " + counted);
    }
  }

  private static void removeExpired(WorkerUnderTest relay, String store) throws Exception {
    if (store.equals("d1")) {
      relay.pass(3_600_000);
      relay.get("/cdn-cgi/handler/scheduled");
    }
  }

  private static void logIn(WorkerUnderTest relay, String client) throws Exception {
    Login login = relay.authorize();
    String target = relay.visit(login);
    if (client.equals("`latchkey`")) {
      CompletableFuture<HttpResponse<String>> tokens = pollUntilTold(relay, login);
      relay.get("/run?millis=" + 1_000 * LOGIN_SECONDS);
      assertEquals(303, relay.get(target).statusCode());
      relay.get("/done");
      // In time to look once more; nobody waits for a timer after that, so there is no answer.
      relay.getLater("/run?millis=1000");
      assertEquals(200, tokens.get().statusCode());
    } else {
      for (int i = 0; i < LOGIN_SECONDS / 1.5; i++) {
        assertEquals(404, relay.pollCompatibly(login).statusCode());
      }
      assertEquals(303, relay.get(target).statusCode());
      relay.get("/done");
      assertEquals(200, relay.pollCompatibly(login).statusCode());
    }
  }

  private static CompletableFuture<HttpResponse<String>> pollUntilTold(
      WorkerUnderTest relay, Login login) {
    return relay
        .hold(login)
        .thenCompose(
            answer ->
                answer.statusCode() == 404
                    ? pollUntilTold(relay, login)
                    : CompletableFuture.completedFuture(answer));
  }

  @Test
  void theReadmeSaysWhatThatCosts() throws Exception {
    List<String> expected = new ArrayList<>();
    for (Operations login : operations()) {
      expected.add(
          "| %s | %s | %s | %s |"
              .formatted(
                  login.name(), cost(login, 1_000), cost(login, 100_000), cost(login, 10_000_000)));
    }
    List<String> readme = Files.readAllLines(README);
    assertEquals(4, expected.size());
    assertTrue(readme.containsAll(expected), String.join("\n", expected));
  }

  /** The lines between the head of the table of operations and the first line that is none. */
  private static List<Operations> operations() throws Exception {
    List<Operations> lines = new ArrayList<>();
    for (String line : Files.readAllLines(README)) {
      String[] cells = line.split(" *\\| *");
      if (line.startsWith("| ") && cells.length == 8 && cells[7].matches("\\d+ s")) {
        List<Integer> counts = new ArrayList<>();
        for (int i = 2; i < 7; i++) {
          counts.add(Integer.parseInt(cells[i]));
        }
        int waitSeconds = Integer.parseInt(cells[7].replace(" s", ""));
        lines.add(new Operations(cells[1], counts, waitSeconds));
      }
    }
    return lines;
  }

  /** By Cloudflare's prices: what is included, and dollars a million above it. */
  private static String cost(Operations login, double logins) {
    double requests = logins * login.of("requests");
    double objectRequests = logins * login.of("objectRequests");
    double gigabyteSeconds =
        login.isInObjects()
            ? logins * 0.128 * (login.waitSeconds() + 0.01 * login.of("objectRequests"))
            : 0;
    double rowsRead = logins * login.of("rowsRead");
    double rowsWritten = logins * login.of("rowsWritten");
    double days = 30;
    if (requests / days <= 100_000
        && objectRequests / days <= 100_000
        && gigabyteSeconds / days <= 13_000
        && rowsRead / days <= 5_000_000
        && rowsWritten / days <= 100_000) {
      return "free";
    }
    double dollars =
        5
            + above(requests, 10_000_000, 0.30)
            + above(2 * requests, 30_000_000, 0.02)
            + above(objectRequests, 1_000_000, 0.15)
            + above(gigabyteSeconds, 400_000, 12.50)
            + above(rowsRead, 25_000_000_000.0, 0.001)
            + above(rowsWritten, 50_000_000, 1.00);
    return String.format(Locale.ROOT, "$%,d", Math.round(dollars));
  }

  private static double above(double amount, double included, double dollarsAMillion) {
    return Math.max(0, amount - included) / 1_000_000 * dollarsAMillion;
  }
}
