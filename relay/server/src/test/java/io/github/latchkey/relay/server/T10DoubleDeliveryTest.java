package io.github.latchkey.relay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
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

/** The tokens of one login must not reach two who ask with a key that others may have seen. */
class T10DoubleDeliveryTest {
  private static final int ROUNDS = 1_000;
  private static final int POLLS = 16;

  private interface Poll {
    HttpResponse<String> send(String readKey) throws Exception;
  }

  private final ExecutorService pool = Executors.newFixedThreadPool(POLLS);
  private TestRelay relay;

  @BeforeEach
  void start() throws Exception {
    relay = new TestRelay();
  }

  @AfterEach
  void stop() {
    pool.shutdownNow();
    relay.close();
  }

  /** Lets the polls run while the provider calls back, each until it is told more than "wait". */
  private List<HttpResponse<String>> race(Poll poll) throws Exception {
    RelayClient.Login login = relay.client.authorize();
    String redirect = relay.client.logIn(login);
    CyclicBarrier start = new CyclicBarrier(POLLS + 1);
    List<Future<HttpResponse<String>>> polls = new ArrayList<>();
    for (int i = 0; i < POLLS; i++) {
      polls.add(
          pool.submit(
              () -> {
                start.await();
                HttpResponse<String> answer;
                do {
                  answer = poll.send(login.readKey());
                } while (answer.statusCode() == 404);
                return answer;
              }));
    }
    start.await();
    assertEquals(303, relay.client.get(redirect).statusCode());
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (Future<HttpResponse<String>> answer : polls) {
      answers.add(answer.get());
    }
    return answers;
  }

  private static Map<Integer, Integer> statuses(List<HttpResponse<String>> answers) {
    Map<Integer, Integer> counts = new TreeMap<>();
    answers.forEach(answer -> counts.merge(answer.statusCode(), 1, Integer::sum));
    return counts;
  }

  @Test
  void ofManyCompatiblePollsExactlyOneGetsTheTokens() throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      List<HttpResponse<String>> answers = race(relay.client::pollCompatible);
      assertEquals(Map.of(200, 1, 410, POLLS - 1), statuses(answers), "round " + round);
    }
    assertEquals(ROUNDS, relay.provider.exchanges());
  }

  @Test
  void nativePollsAllGetTheSameTokens() throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      List<HttpResponse<String>> answers = race(readKey -> relay.client.poll(readKey, 25));
      assertEquals(Map.of(200, POLLS), statuses(answers), "round " + round);
      assertEquals(1, answers.stream().map(HttpResponse::body).distinct().count());
      assertTrue(answers.get(0).body().contains("access_token"));
    }
    assertEquals(ROUNDS, relay.provider.exchanges());
  }
}
