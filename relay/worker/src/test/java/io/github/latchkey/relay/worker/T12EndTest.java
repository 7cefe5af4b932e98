package io.github.latchkey.relay.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.worker.WorkerUnderTest.Login;
import io.github.latchkey.testing.TokenFault;
import io.github.latchkey.testing.worker.Workerd;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a Worker ends in the middle of a login, the plugin must be told how that login ended. */
class T12EndTest {
  @TempDir private static Path persist;
  private static WorkerUnderTest relay;

  @BeforeAll
  static void start() throws Exception {
    relay = new WorkerUnderTest(Workerd.OBSERVED, persist);
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
  }

  @Test
  void aLoginOutlivesTheWorkerBetweenAnyTwoOfItsRequests() throws Exception {
    Login login = relay.authorize();
    CompletableFuture<HttpResponse<String>> parked = relay.hold(login);
    relay.restart();
    parked.handle((answer, cut) -> null).get(20, TimeUnit.SECONDS);
    assertEquals(303, relay.get(relay.visit(login)).statusCode());
    relay.restart();
    assertEquals(200, relay.pollNatively(login).statusCode());
  }

  @Test
  void aWorkerThatEndsDuringTheExchangeLeavesALoginThatIsOver() throws Exception {
    Login login = relay.authorize();
    String target = relay.visit(login);
    relay.provider.nextTokenFaults(TokenFault.stall());
    int exchanges = relay.provider.exchanges();
    CompletableFuture<HttpResponse<String>> redirect = relay.getLater(target);
    while (relay.provider.exchanges() == exchanges) {
      Thread.onSpinWait();
    }
    relay.restart();
    redirect.handle((answer, cut) -> null).get(20, TimeUnit.SECONDS);
    assertEquals(404, relay.pollNatively(login).statusCode());
    relay.variables.put("CLOCK_AHEAD_MILLIS", "31000");
    relay.restart();
    assertEquals(410, relay.pollNatively(login).statusCode());
    // The code is never sent again.
    relay.get(target);
    assertEquals(exchanges + 1, relay.provider.exchanges());
  }
}
