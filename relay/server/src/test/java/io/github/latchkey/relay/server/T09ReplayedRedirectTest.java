package io.github.latchkey.relay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.testing.TokenFault;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A callback that comes again must not ask the provider again, and must not change what was. */
class T09ReplayedRedirectTest {
  private TestRelay relay;

  @BeforeEach
  void start() throws Exception {
    relay = new TestRelay();
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  private static String page(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse(String.valueOf(answer.statusCode()));
  }

  @Test
  void aHundredAtOnceAreOneExchangeAndEachSaysWhatTheRowSays() throws Exception {
    RelayClient.Login login = relay.client.authorize();
    String redirect = relay.client.logIn(login);
    ExecutorService pool = Executors.newFixedThreadPool(100);
    try {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        answers.add(pool.submit(() -> relay.client.get(redirect)));
      }
      int done = 0;
      for (Future<HttpResponse<String>> answer : answers) {
        String page = page(answer.get());
        // Above the limit of waiting requests the page says to reload, which agrees with the row.
        assertTrue(page.equals("/done") || page.equals("503"), page);
        done += page.equals("/done") ? 1 : 0;
      }
      assertTrue(done >= 33, done + " were told");
    } finally {
      pool.shutdownNow();
    }
    assertEquals(1, relay.provider.exchanges());
    assertEquals(200, relay.client.poll(login.readKey(), 0).statusCode());
  }

  @Test
  void aReloadSaysTheSameBeforeAndAfterTheTokensAreFetched() throws Exception {
    RelayClient.Login login = relay.client.authorize();
    String redirect = relay.client.logIn(login);
    assertEquals("/done", page(relay.client.get(redirect)));
    assertEquals("/done", page(relay.client.get(redirect)));
    assertEquals(200, relay.client.pollCompatible(login.readKey()).statusCode());
    assertEquals("/done", page(relay.client.get(redirect)));
    assertEquals(410, relay.client.pollCompatible(login.readKey()).statusCode());
    assertEquals(1, relay.provider.exchanges());
  }

  @Test
  void aRefusalStaysOneThoughACodeComesAfterwards() throws Exception {
    RelayClient.Login login = relay.client.authorize();
    String redirect = relay.client.logIn(login);
    String refusal = redirect.replaceAll("code=[^&]*", "error=access_denied");
    assertEquals("/done/refused", page(relay.client.get(refusal)));
    assertEquals("/done/refused", page(relay.client.get(redirect)));
    assertEquals(403, relay.client.poll(login.readKey(), 0).statusCode());
    assertEquals(0, relay.provider.exchanges());
  }

  @Test
  void whereTheProviderGaveNoVerdictAReloadTriesAgain() throws Exception {
    relay.provider.nextTokenFaults(TokenFault.status500());
    RelayClient.Login login = relay.client.authorize();
    String redirect = relay.client.logIn(login);
    assertEquals("503", page(relay.client.get(redirect)));
    assertEquals(404, relay.client.poll(login.readKey(), 0).statusCode());
    assertEquals("/done", page(relay.client.get(redirect)));
    assertEquals(200, relay.client.poll(login.readKey(), 0).statusCode());
  }
}
