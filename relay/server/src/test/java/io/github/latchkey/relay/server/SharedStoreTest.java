package io.github.latchkey.relay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A plugin's poll and a person's browser may reach different relays. */
class SharedStoreTest {
  private static final int ROUNDS = 20;

  @Test
  void aPollParkedAtOneRelayIsAnsweredAtOnceWhenTheRedirectReachesAnother() throws Exception {
    ExecutorService pool = Executors.newCachedThreadPool();
    try (TwoRelays relays = new TwoRelays()) {
      List<Long> millis = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        RelayClient.Login login = relays.client.authorize();
        String redirect = relays.atOther(relays.client.logIn(login));
        Future<HttpResponse<String>> poll =
            pool.submit(() -> relays.client.poll(login.readKey(), 25));
        TestHost.await(() -> relays.one.heldPolls() == 1);
        assertEquals(303, relays.clientOfOther.get(redirect).statusCode());
        long done = System.nanoTime();
        assertEquals(200, poll.get().statusCode());
        millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - done));
      }
      millis.sort(null);
      // A poll that was told of nothing would look for itself after 5 s.
      assertTrue(millis.get(ROUNDS / 2) < 500, "milliseconds: " + millis);
      System.out.println("Redirect at one relay, poll at another, ms: " + millis);
      assertEquals(ROUNDS, relays.provider.exchanges());
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aRedirectThatReachesBothRelaysIsExchangedOnce() throws Exception {
    ExecutorService pool = Executors.newCachedThreadPool();
    try (TwoRelays relays = new TwoRelays()) {
      for (int round = 1; round <= ROUNDS; round++) {
        RelayClient.Login login = relays.client.authorize();
        String redirect = relays.client.logIn(login);
        Future<HttpResponse<String>> here = pool.submit(() -> relays.client.get(redirect));
        Future<HttpResponse<String>> there =
            pool.submit(() -> relays.clientOfOther.get(relays.atOther(redirect)));
        for (Future<HttpResponse<String>> page : List.of(here, there)) {
          assertEquals("/done", page.get().headers().firstValue("Location").orElseThrow());
        }
        assertEquals(round, relays.provider.exchanges());
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aRefreshThatReachesBothRelaysAsksTheProviderOnce() throws Exception {
    ExecutorService pool = Executors.newCachedThreadPool();
    try (TwoRelays relays = new TwoRelays()) {
      RelayClient.Login login = relays.client.authorize();
      relays.client.get(relays.client.logIn(login));
      String token =
          RelayClient.member(relays.client.poll(login.readKey(), 0).body(), "refresh_token");
      Future<HttpResponse<String>> here =
          pool.submit(() -> relays.client.post("/refresh", "refresh_token=" + token));
      Future<HttpResponse<String>> there =
          pool.submit(() -> relays.clientOfOther.post("/refresh", "refresh_token=" + token));
      assertEquals(200, here.get().statusCode(), here.get().body());
      assertEquals(
          RelayClient.member(here.get().body(), "access_token"),
          RelayClient.member(there.get().body(), "access_token"));
      assertEquals(1, relays.provider.refreshes());
    } finally {
      pool.shutdown();
    }
  }
}
