package io.github.latchkey.relay.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.server.RelayClient;
import io.github.latchkey.relay.server.TestRelay;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many users come back from the provider at the same moment. */
class CallbackBurstTest {
  private static final int CALLBACKS = Boolean.getBoolean("soak") ? 1_000 : 256;

  @Test
  void everyCallbackOfABurstIsCompletedAndNoneIsRefused() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CALLBACKS);
    try (TestRelay relay = new TestRelay()) {
      List<RelayClient.Login> logins = new ArrayList<>();
      List<Callable<HttpResponse<String>>> callbacks = new ArrayList<>();
      for (int i = 0; i < CALLBACKS; i++) {
        RelayClient.Login login = relay.client.authorize();
        logins.add(login);
        String callback = relay.client.logIn(login);
        callbacks.add(() -> relay.client.get(callback));
      }
      for (Future<HttpResponse<String>> each : threads.invokeAll(callbacks)) {
        assertEquals(303, each.get().statusCode());
      }
      for (RelayClient.Login login : logins) {
        assertEquals(200, relay.client.poll(login.readKey(), 0).statusCode());
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
