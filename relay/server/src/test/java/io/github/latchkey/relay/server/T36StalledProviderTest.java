package io.github.latchkey.relay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.testing.StaticPages;
import io.github.latchkey.testing.TokenFault;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider neither holds the relay up for long nor sends it where it should not go. */
final class T36StalledProviderTest {
  private TestRelay relay;
  private RelayClient.Login login;
  private String back;

  @BeforeEach
  void start() throws Exception {
    relay = new TestRelay();
    login = relay.client.authorize();
    back = relay.client.logIn(login);
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  @Test
  void afterTenSecondsAStallIsNoVerdictAndTheSameReturnFinishesTheLogin() throws Exception {
    relay.provider.nextTokenFaults(TokenFault.stall(), TokenFault.stall());
    List<Callable<HttpResponse<String>>> calls =
        List.of(
            () -> relay.client.get(back),
            () -> relay.client.post("/refresh", "refresh_token=canary"));
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    long startNanos = System.nanoTime();
    for (Future<HttpResponse<String>> call : threads.invokeAll(calls)) {
      assertEquals(503, call.get().statusCode());
    }
    threads.shutdown();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    assertTrue(millis >= 10_000 && millis < 20_000, millis + " ms");
    assertEquals(404, relay.client.poll(login.readKey(), 0).statusCode());
    assertEquals("/done", location(relay.client.get(back)));
    assertEquals(200, relay.client.poll(login.readKey(), 0).statusCode());
  }

  @Test
  void aRedirectInwardIsNotFollowed() throws Exception {
    try (StaticPages inner = StaticPages.start()) {
      inner.page("/metadata", "{\"access_token\":\"inner\"}");
      String innerUrl = inner.origin("127.0.0.1") + "/metadata";
      for (int status : new int[] {301, 302, 303, 307, 308}) {
        relay.provider.nextTokenFaults(
            TokenFault.answer(status, Map.of("Location", innerUrl), ""),
            TokenFault.answer(status, Map.of("Location", innerUrl), ""));
        RelayClient.Login next = relay.client.authorize();
        assertEquals("/done/failed", location(relay.client.get(relay.client.logIn(next))));
        assertEquals(502, relay.client.poll(next.readKey(), 0).statusCode());
        assertEquals(502, relay.client.post("/refresh", "refresh_token=a").statusCode());
      }
      assertEquals(0, inner.requests());
    }
  }

  @Test
  void anAnswerOfAHundredMegabytesIsNotRead() throws Exception {
    relay.provider.nextTokenFaults(
        new TokenFault(
            false,
            exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "application/json");
              exchange.sendResponseHeaders(200, 0);
              byte[] blanks = " ".repeat(100_000).getBytes();
              for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(blanks);
              }
            }));
    long startNanos = System.nanoTime();
    assertEquals("/done/failed", location(relay.client.get(back)));
    assertTrue(System.nanoTime() - startNanos < TimeUnit.SECONDS.toNanos(9));
    assertTrue(relay.log().contains("answer_too_long"), relay.log());
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("none");
  }
}
