package io.github.latchkey.relay.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.worker.WorkerUnderTest.Login;
import io.github.latchkey.testing.worker.Workerd;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens of one login must not reach two who ask with a key that others may have seen. */
class T10DoubleDeliveryTest {
  private static final int ROUNDS =
      Integer.getInteger("rounds", Boolean.getBoolean("soak") ? 1_000 : 3);
  private static final int POLLS = 64;

  @ParameterizedTest
  @ValueSource(strings = {"durable-object", "d1"})
  void ofManyCompatiblePollsExactlyOneGetsTheTokens(String store, @TempDir Path persist)
      throws Exception {
    try (WorkerUnderTest relay = new WorkerUnderTest(Workerd.PLAIN, persist, "STORE", store)) {
      for (int round = 1; round <= ROUNDS; round++) {
        Login login = relay.authorize();
        String target = relay.visit(login);
        List<CompletableFuture<HttpResponse<String>>> polls = new ArrayList<>();
        for (int i = 0; i < POLLS; i++) {
          polls.add(pollUntilTold(relay, login));
        }
        assertEquals(303, relay.get(target).statusCode());
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (CompletableFuture<HttpResponse<String>> poll : polls) {
          statuses.merge(poll.get().statusCode(), 1, Integer::sum);
        }
        assertEquals(Map.of(200, 1, 410, POLLS - 1), statuses, "round " + round);
      }
      assertEquals(ROUNDS, relay.provider.exchanges());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"durable-object", "d1"})
  void ofManyNativePollsAllGetTheTokensOfOneExchange(String store, @TempDir Path persist)
      throws Exception {
    try (WorkerUnderTest relay = new WorkerUnderTest(Workerd.PLAIN, persist, "STORE", store)) {
      for (int round = 1; round <= ROUNDS; round++) {
        Login login = relay.authorize();
        String target = relay.visit(login);
        List<CompletableFuture<HttpResponse<String>>> polls = new ArrayList<>();
        for (int i = 0; i < POLLS; i++) {
          polls.add(pollUntilTold(relay, "/poll", "wait=25&readKey=" + login.readKey()));
        }
        assertEquals(303, relay.get(target).statusCode());
        Set<String> answers = new HashSet<>();
        for (CompletableFuture<HttpResponse<String>> poll : polls) {
          assertEquals(200, poll.get().statusCode(), "round " + round);
          answers.add(poll.get().body());
        }
        assertEquals(1, answers.size(), "round " + round);
      }
      assertEquals(ROUNDS, relay.provider.exchanges());
    }
  }

  private static CompletableFuture<HttpResponse<String>> pollUntilTold(
      WorkerUnderTest relay, Login login) {
    return pollUntilTold(relay, "/poll?readKey=" + login.readKey(), "");
  }

  private static CompletableFuture<HttpResponse<String>> pollUntilTold(
      WorkerUnderTest relay, String target, String body) {
    return relay
        .postLater(target, body)
        .thenCompose(
            answer ->
                answer.statusCode() == 404
                    ? pollUntilTold(relay, target, body)
                    : CompletableFuture.completedFuture(answer));
  }
}
