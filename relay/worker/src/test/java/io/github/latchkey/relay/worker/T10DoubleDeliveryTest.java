package io.github.latchkey.relay.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.worker.WorkerUnderTest.Login;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens of one login must not reach two who ask with a key that others may have seen. */
class T10DoubleDeliveryTest {
  private static final int ROUNDS = Boolean.getBoolean("soak") ? 1_000 : 3;
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

  private static CompletableFuture<HttpResponse<String>> pollUntilTold(
      WorkerUnderTest relay, Login login) {
    return relay
        .postLater("/poll?readKey=" + login.readKey(), "")
        .thenCompose(
            answer ->
                answer.statusCode() == 404
                    ? pollUntilTold(relay, login)
                    : CompletableFuture.completedFuture(answer));
  }
}
