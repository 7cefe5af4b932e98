package io.github.latchkey.relay.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.http.RateLimit;
import io.github.latchkey.relay.server.RelayClient;
import io.github.latchkey.relay.server.TestRelay;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody finds out at speed which refresh tokens are good, and no such flood stops logins. */
final class T20RefreshOracleTest {
  private static final int BURST = 1_000;
  private static final int SLACK = 100;

  private TestRelay relay;
  private Caller caller;

  @BeforeEach
  void start() throws Exception {
    relay = new TestRelay(settings -> settings.put("TRUSTED_PROXIES", "127.0.0.1"));
    caller = new Caller(relay.client.port(), "203.0.113.1");
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  @Test
  void aForeignOriginIsRefusedBeforeTheProviderIsAsked() throws Exception {
    for (String origin : new String[] {"https://evil.example", "null"}) {
      assertEquals(403, caller.post("/refresh?code=a", "", "Origin", origin).statusCode());
      assertEquals(403, caller.post("/refresh", "refresh_token=a", "Origin", origin).statusCode());
    }
    assertEquals(0, relay.provider.received().size());
  }

  @Test
  void ofAThousandAtOnceAFewReachTheProviderAndALoginGoesThroughMeanwhile() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> burst = new ArrayList<>();
    for (int i = 0; i < BURST; i++) {
      burst.add(
          i % 2 == 0
              ? caller.posting("/refresh?code=guess" + i, "")
              : caller.posting("/refresh", "refresh_token=guess" + i));
    }
    HttpResponse<String> authorized = caller.post("/authorize", "");
    assertEquals(200, authorized.statusCode());
    String url = RelayClient.member(authorized.body(), "url");
    String readKey = RelayClient.member(authorized.body(), "readKey");
    String back = caller.get(url).headers().firstValue("Location").orElseThrow();
    assertEquals("/done", caller.get(back).headers().firstValue("Location").orElseThrow());
    assertEquals(200, caller.post("/poll", "readKey=" + readKey).statusCode());

    Map<Integer, Integer> statuses = new TreeMap<>();
    for (CompletableFuture<HttpResponse<String>> each : burst) {
      HttpResponse<String> answer = each.get(30, TimeUnit.SECONDS);
      statuses.merge(answer.statusCode(), 1, Integer::sum);
      if (answer.statusCode() != 400) {
        // 1 from the limit by address, 5 where that many are with the provider already.
        assertTrue(List.of("1", "5").contains(Caller.retryAfter(answer)), answer.body());
      }
    }
    int asked = statuses.getOrDefault(400, 0);
    assertTrue(asked <= RateLimit.REFRESH.perMinute() + SLACK, asked + " were served");
    assertEquals(asked, relay.provider.refreshes());
    int refused = statuses.getOrDefault(503, 0) + statuses.getOrDefault(429, 0);
    assertEquals(BURST, asked + refused, statuses.toString());
  }
}
