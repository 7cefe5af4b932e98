package io.github.latchkey.relay.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.server.RelayClient;
import io.github.latchkey.relay.server.TestHost;
import io.github.latchkey.relay.server.TestRelay;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.TokenFault;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider that stalls keeps neither logins nor another plugin's provider from being asked. */
final class SlowProviderTest {
  private static final int ALL = 64;
  private static final int OTHERS = 48;
  private static final int REFRESHES = 150;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);

  /** No answer until the end of the test, and then the connection is cut. */
  private final TokenFault stall = new TokenFault(false, exchange -> awaitEnd());

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    threads.shutdown();
  }

  private static List<CompletableFuture<HttpResponse<String>>> refreshAll(
      Caller caller, String plugin) {
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < REFRESHES; i++) {
      all.add(caller.posting(plugin + "/refresh", "refresh_token=token" + i));
    }
    return all;
  }

  /** Those that the provider is not asked for are answered while it holds the others. */
  private static void assertRefusedButFor(
      int waiting, List<CompletableFuture<HttpResponse<String>>> refreshes) throws Exception {
    TestHost.await(
        () -> refreshes.stream().filter(CompletableFuture::isDone).count() >= REFRESHES - waiting);
    for (CompletableFuture<HttpResponse<String>> each : refreshes) {
      if (each.isDone()) {
        assertEquals(503, each.get().statusCode());
        assertEquals("5", Caller.retryAfter(each.get()));
        assertTrue(each.get().body().contains("temporarily_unavailable"), each.get().body());
      }
    }
  }

  private static long logInMillis(RelayClient client, String plugin) throws Exception {
    long startNanos = System.nanoTime();
    HttpResponse<String> authorized = client.post(plugin + "/authorize", "");
    String url = RelayClient.member(authorized.body(), "url");
    String readKey = RelayClient.member(authorized.body(), "readKey");
    String back = client.get(url).headers().firstValue("Location").orElseThrow();
    String done = client.get(back).headers().firstValue("Location").orElseThrow();
    assertEquals(plugin + "/done", done);
    assertEquals(200, client.post(plugin + "/poll", "readKey=" + readKey).statusCode());
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  @Test
  void loginsHaveAShareOfTheirOwnWhileEveryRefreshStalls() throws Exception {
    try (TestRelay relay = new TestRelay()) {
      relay.provider.nextTokenFaults(Collections.nCopies(OTHERS, stall).toArray(TokenFault[]::new));
      Caller caller = new Caller(relay.client.port(), "203.0.113.1");
      List<CompletableFuture<HttpResponse<String>>> refreshes = refreshAll(caller, "");
      TestHost.await(() -> relay.provider.refreshes() == OTHERS);
      assertRefusedButFor(OTHERS, refreshes);
      assertEquals(OTHERS, relay.provider.refreshes());
      List<Long> millis = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        millis.add(logInMillis(relay.client, ""));
      }
      Collections.sort(millis);
      assertTrue(millis.get(10) < 5_000, "ms for a login: " + millis);
      assertTrue(relay.log().contains("too many calls to the provider"), "not in the log");
      // What stalled is over, and its places are free again.
      end.countDown();
      for (CompletableFuture<HttpResponse<String>> each : refreshes) {
        assertEquals(503, each.get(20, TimeUnit.SECONDS).statusCode());
      }
      assertEquals(400, caller.post("/refresh", "refresh_token=token").statusCode());
    }
  }

  @Test
  void whatOnePluginsProviderHoldsUpIsNotTakenFromAnother() throws Exception {
    try (FakeProvider slow = FakeProvider.start();
        TestRelay relay = new TestRelay(settings -> asPlugins(settings, slow))) {
      slow.tokenFault(stall);
      relay.provider.registerRedirectUri(relay.origin() + "/quick/redirect");
      slow.registerRedirectUri(relay.origin() + "/slow/redirect");
      Caller caller = new Caller(relay.client.port(), "203.0.113.1");
      List<String> redirects = new ArrayList<>();
      for (int i = 0; i < ALL; i++) {
        String url = RelayClient.member(relay.client.post("/slow/authorize", "").body(), "url");
        redirects.add(relay.client.get(url).headers().firstValue("Location").orElseThrow());
      }
      List<CompletableFuture<?>> stalled = new ArrayList<>(refreshAll(caller, "/slow"));
      for (String back : redirects) {
        stalled.add(CompletableFuture.supplyAsync(() -> status(relay.client, back), threads));
      }
      TestHost.await(() -> slow.countOf("/token") == ALL);
      for (int i = 0; i < 20; i++) {
        logInMillis(relay.client, "/quick");
      }
      assertEquals(400, caller.post("/quick/refresh", "refresh_token=a").statusCode());
      assertEquals(ALL, slow.countOf("/token"));
      end.countDown();
    }
  }

  private static int status(RelayClient client, String url) {
    try {
      return client.get(url).statusCode();
    } catch (Exception e) {
      return 0; // the relay was closed meanwhile
    }
  }

  private static void asPlugins(Map<String, String> settings, FakeProvider slow) {
    Map<String, String> quick = new LinkedHashMap<>(settings);
    settings.put("PLUGINS", "quick,slow");
    quick.forEach((name, value) -> put(settings, "quick", name, value));
    slow.relaySettings(Integer.parseInt(settings.get("PORT")))
        .forEach((name, value) -> put(settings, "slow", name, value));
  }

  private static void put(Map<String, String> settings, String plugin, String name, String value) {
    if (!name.equals("RELAY_SECRET")) {
      String own = value.replace("/redirect", "/" + plugin + "/redirect");
      settings.put(plugin.toUpperCase() + "_" + name, own);
    }
  }
}
