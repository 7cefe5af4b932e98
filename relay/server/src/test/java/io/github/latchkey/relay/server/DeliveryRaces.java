package io.github.latchkey.relay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.testing.FakeProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many polls race for the outcome of one login; where they go to, a subclass says. */
abstract class DeliveryRaces {
  private static final int POLLS = Boolean.getBoolean("soak") ? 64 : 16;

  private interface Poll {
    RawHttp send(RawHttp connection, String readKey) throws Exception;
  }

  private final ExecutorService pool = Executors.newFixedThreadPool(POLLS);
  private final List<RawHttp> connections = new ArrayList<>();
  private final int rounds;

  DeliveryRaces(int rounds) {
    this.rounds = rounds;
  }

  /** The port that this poll goes to. */
  abstract int port(int poll);

  abstract FakeProvider provider();

  abstract RelayClient client();

  /** The redirect as it is sent in this round. */
  abstract String redirect(String redirect, int round);

  @BeforeEach
  void connect() throws Exception {
    for (int i = 0; i < POLLS; i++) {
      connections.add(new RawHttp(port(i)));
    }
  }

  @AfterEach
  void disconnect() throws Exception {
    pool.shutdownNow();
    for (RawHttp connection : connections) {
      connection.close();
    }
  }

  /** Lets the polls run while the provider calls back, each until it receives more than "wait". */
  private List<RawHttp.Answer> race(int round, Poll poll) throws Exception {
    RelayClient.Login login = client().authorize();
    String redirect = redirect(client().logIn(login), round);
    CyclicBarrier start = new CyclicBarrier(POLLS + 1);
    List<Future<RawHttp.Answer>> polls = new ArrayList<>();
    for (RawHttp connection : connections) {
      polls.add(
          pool.submit(
              () -> {
                start.await();
                RawHttp.Answer answer;
                do {
                  answer = poll.send(connection, login.readKey()).read();
                } while (answer.status() == 404);
                return answer;
              }));
    }
    start.await();
    assertEquals(303, client().get(redirect).statusCode());
    List<RawHttp.Answer> answers = new ArrayList<>();
    for (Future<RawHttp.Answer> answer : polls) {
      answers.add(answer.get());
    }
    return answers;
  }

  private static Map<Integer, Integer> statuses(List<RawHttp.Answer> answers) {
    Map<Integer, Integer> counts = new TreeMap<>();
    answers.forEach(answer -> counts.merge(answer.status(), 1, Integer::sum));
    return counts;
  }

  @Test
  void ofManyCompatiblePollsExactlyOneGetsTheTokens() throws Exception {
    for (int round = 1; round <= rounds; round++) {
      List<RawHttp.Answer> answers =
          race(round, (connection, key) -> connection.send("POST", "/poll?readKey=" + key, ""));
      assertEquals(Map.of(200, 1, 410, POLLS - 1), statuses(answers), "round " + round);
    }
    assertEquals(rounds, provider().exchanges());
  }

  @Test
  void nativePollsAllGetTheSameTokens() throws Exception {
    for (int round = 1; round <= rounds; round++) {
      List<RawHttp.Answer> answers =
          race(
              round,
              (connection, key) -> connection.send("POST", "/poll", "wait=25&readKey=" + key));
      assertEquals(Map.of(200, POLLS), statuses(answers), "round " + round);
      assertEquals(1, answers.stream().map(RawHttp.Answer::body).distinct().count());
      assertTrue(answers.get(0).body().contains("access_token"));
    }
    assertEquals(rounds, provider().exchanges());
  }
}
