package io.github.latchkey.relay.server.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.server.RawHttp;
import io.github.latchkey.relay.server.RelayClient;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import io.github.latchkey.testing.TokenFault;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows has no such signals. */
@DisabledOnOs(OS.WINDOWS)
class StopTest {
  @TempDir Path directory;

  private interface Request {
    HttpResponse<String> send() throws Exception;
  }

  private static CompletableFuture<HttpResponse<String>> background(Request request) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return request.send();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task).start());
  }

  /** Polls twice: the one that comes first is released when the other is parked. */
  private static CompletableFuture<HttpResponse<String>> hold(
      RelayClient client, RelayClient.Login login) throws Exception {
    CompletableFuture<HttpResponse<String>> one =
        background(() -> client.poll(login.readKey(), 25));
    CompletableFuture<HttpResponse<String>> other =
        background(() -> client.poll(login.readKey(), 25));
    CompletableFuture.anyOf(one, other).get(20, TimeUnit.SECONDS);
    return one.isDone() ? other : one;
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void aSignalAnswersWhatWaitsAndWhatHasBegunAndExitsWith0(String signal) throws Exception {
    int port = FreePort.find();
    CountDownLatch exchangeBegan = new CountDownLatch(1);
    CountDownLatch exchangeMayEnd = new CountDownLatch(1);
    try (FakeProvider provider = FakeProvider.start();
        RelayProcess relay =
            new RelayProcess(directory, Map.copyOf(provider.relaySettings(port))).awaitStart()) {
      provider.nextTokenFaults(
          new TokenFault(
              false,
              exchange -> {
                exchangeBegan.countDown();
                awaitUninterrupted(exchangeMayEnd);
                TokenFault.json(200, "{\"access_token\":\"late\"}").sending().send(exchange);
              }));
      RelayClient client = new RelayClient(port);
      RelayClient.Login waiting = client.authorize();
      RelayClient.Login underWay = client.authorize();
      String redirect = client.logIn(underWay);
      CompletableFuture<HttpResponse<String>> page = background(() -> client.get(redirect));
      exchangeBegan.await();
      CompletableFuture<HttpResponse<String>> parked = hold(client, waiting);
      CompletableFuture<HttpResponse<String>> parkedNow = hold(client, underWay);

      relay.signal(signal);
      assertEquals(404, parked.get(10, TimeUnit.SECONDS).statusCode());
      assertEquals(404, parkedNow.get(10, TimeUnit.SECONDS).statusCode());
      assertTrue(!page.isDone(), "the exchange is still under way");
      try (RawHttp late = new RawHttp(port)) {
        assertEquals(503, late.send("POST", "/authorize", "").read().status());
      }
      exchangeMayEnd.countDown();
      assertEquals(303, page.get(10, TimeUnit.SECONDS).statusCode());
      long start = System.nanoTime();
      assertEquals(0, relay.exitCode());
      assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) < 9_000);
      assertTrue(relay.out().contains(" stopping\n"), relay.out());
      assertEquals("", relay.err());
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void withNothingToDoItIsGoneAtOnce() throws Exception {
    int port = FreePort.find();
    try (FakeProvider provider = FakeProvider.start();
        RelayProcess relay =
            new RelayProcess(directory, Map.copyOf(provider.relaySettings(port))).awaitStart();
        RawHttp idle = new RawHttp(port)) {
      assertEquals(200, idle.send("GET", "/", "").read().status());
      long start = System.nanoTime();
      relay.signal("TERM");
      assertEquals(0, relay.exitCode());
      assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) < 9_000);
      assertTrue(idle.isClosedByPeer());
    }
  }
}
