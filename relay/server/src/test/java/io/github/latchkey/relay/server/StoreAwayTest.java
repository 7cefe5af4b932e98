package io.github.latchkey.relay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.server.postgres.TestDatabase;
import io.github.latchkey.testing.TokenFault;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * While the database is unavailable, no answer about a login is wrong, and nothing is sent twice.
 */
class StoreAwayTest {
  private final ExecutorService pool = Executors.newCachedThreadPool();
  private TestDatabase database;
  private TwoRelays relays;
  private RelayClient client;

  @BeforeEach
  void start() throws Exception {
    database = TestDatabase.shared();
    relays = new TwoRelays();
    client = relays.client;
  }

  @AfterEach
  void stop() {
    pool.shutdownNow();
    relays.close();
  }

  /** Sends it until it is answered with something else than 503. */
  private static HttpResponse<String> patiently(Callable<HttpResponse<String>> request)
      throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    HttpResponse<String> answer = request.call();
    while (answer.statusCode() == 503) {
      assertTrue(System.nanoTime() < end, "503 for 20 s");
      Thread.sleep(50);
      answer = request.call();
    }
    return answer;
  }

  private static long secondsSince(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("none, " + answer.statusCode());
  }

  @Test
  void everyRouteThatNeedsItSaysComeAgainAndItRecoversByItself() throws Exception {
    RelayClient.Login first = client.authorize();
    client.get(client.logIn(first));
    String tokens = client.poll(first.readKey(), 0).body();
    String refreshToken = RelayClient.member(tokens, "refresh_token");
    RelayClient.Login login = client.authorize();
    String redirect = client.logIn(login);
    long parkedNanos = System.nanoTime();
    Future<HttpResponse<String>> parked = pool.submit(() -> client.poll(login.readKey(), 25));
    TestHost.await(() -> relays.one.heldPolls() == 1);
    database.stop();
    try {
      HttpResponse<String> poll = client.poll(first.readKey(), 0);
      assertEquals(503, poll.statusCode());
      assertEquals("temporarily_unavailable", RelayClient.member(poll.body(), "error"));
      assertTrue(poll.headers().firstValue("Retry-After").isPresent());
      poll = client.pollCompatible(first.readKey());
      assertEquals(503, poll.statusCode());
      assertTrue(poll.body().startsWith("temporarily_unavailable: "), poll.body());
      assertEquals(503, client.post("/refresh", "refresh_token=" + refreshToken).statusCode());
      assertEquals(
          503, client.get("http://localhost:" + relays.one.port() + "/ready").statusCode());
      HttpResponse<String> page = client.get(redirect);
      assertEquals(503, page.statusCode());
      assertTrue(page.body().contains("Try again"), page.body());
      assertEquals(200, client.post("/authorize", "").statusCode());
      assertEquals(400, client.poll("made-up", 0).statusCode());
      long start = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        assertEquals(503, client.poll(first.readKey(), 0).statusCode());
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertTrue(millis < 60_000, "100 polls took " + millis + " ms: each waits in turn");
    } finally {
      database.start();
    }
    assertEquals("/done", location(patiently(() -> client.get(redirect))));
    int told = parked.get(40, TimeUnit.SECONDS).statusCode();
    // On a slow machine its wait passes before PostgreSQL is back.
    assertTrue(told == 200 || secondsSince(parkedNanos) >= 25, "told " + told);
    assertEquals(200, patiently(() -> client.poll(login.readKey(), 0)).statusCode());
    assertEquals(200, patiently(() -> client.poll(first.readKey(), 0)).statusCode());
    assertEquals(
        200,
        patiently(() -> client.post("/refresh", "refresh_token=" + refreshToken)).statusCode());
    assertEquals(2, relays.provider.exchanges());
    assertEquals(1, relays.provider.refreshes());
    assertFalse(relays.log().contains("fault"), relays.log());
    assertFalse(relays.log().contains(TestDatabase.PASSWORD), relays.log());
  }

  @Test
  void anOutcomeThatComesWhileItIsAwayIsPutAwayOnceItIsBack() throws Exception {
    RelayClient.Login login = client.authorize();
    String redirect = client.logIn(login);
    Hold hold = new Hold("{\"access_token\":\"kept\"}");
    relays.provider.nextTokenFaults(hold.fault());
    Future<HttpResponse<String>> page = pool.submit(() -> client.get(redirect));
    hold.reached.await();
    database.stop();
    try {
      hold.mayEnd.countDown();
      Thread.sleep(50);
      assertFalse(page.isDone(), "the page speaks only after the row does");
    } finally {
      database.start();
    }
    assertEquals("/done", location(page.get()));
    assertTrue(client.poll(login.readKey(), 0).body().contains("kept"));
    assertEquals(1, relays.provider.exchanges());
  }

  @Test
  void whereAnOutcomeCannotBeKeptItsLoginIsOverAndItsRefreshIsAnsweredAllTheSame()
      throws Exception {
    RelayClient.Login first = client.authorize();
    client.get(client.logIn(first));
    String token = RelayClient.member(client.poll(first.readKey(), 0).body(), "refresh_token");
    RelayClient.Login login = client.authorize();
    String redirect = client.logIn(login);
    Hold exchange = new Hold("{\"access_token\":\"lost\"}");
    Hold refresh = new Hold("{\"access_token\":\"a\",\"refresh_token\":\"rotated\"}");
    relays.provider.nextTokenFaults(exchange.fault());
    long visitedNanos = System.nanoTime();
    Future<HttpResponse<String>> page = pool.submit(() -> client.get(redirect));
    exchange.reached.await();
    relays.provider.nextTokenFaults(refresh.fault());
    Future<HttpResponse<String>> refreshed =
        pool.submit(() -> client.post("/refresh", "refresh_token=" + token));
    refresh.reached.await();
    database.stop();
    try {
      exchange.mayEnd.countDown();
      refresh.mayEnd.countDown();
      assertEquals(503, page.get().statusCode());
      assertEquals(200, refreshed.get().statusCode());
      assertTrue(refreshed.get().body().contains("rotated"), refreshed.get().body());
    } finally {
      database.start();
    }
    int told = patiently(() -> client.poll(login.readKey(), 0)).statusCode();
    // On a slow machine all of this takes longer than an attempt may.
    assertTrue(told == 404 || secondsSince(visitedNanos) >= 30, "told " + told);
    TestDatabase.age(relays.databaseUrl, 31_000);
    assertEquals(410, client.poll(login.readKey(), 0).statusCode());
    assertEquals("/done/failed", location(client.get(redirect)));
    assertEquals(2, relays.provider.exchanges());
    assertTrue(relays.log().contains("not stored: "), relays.log());
  }

  /** An answer of the token endpoint that a test holds back. */
  private record Hold(String json, CountDownLatch reached, CountDownLatch mayEnd) {
    Hold(String json) {
      this(json, new CountDownLatch(1), new CountDownLatch(1));
    }

    TokenFault fault() {
      return new TokenFault(
          false,
          exchange -> {
            reached.countDown();
            try {
              mayEnd.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            TokenFault.json(200, json).sending().send(exchange);
          });
    }
  }
}
