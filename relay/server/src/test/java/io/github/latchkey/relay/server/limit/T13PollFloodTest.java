package io.github.latchkey.relay.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RateLimit;
import io.github.latchkey.relay.server.TestRelay;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * A flood of polls from one address is not served, no published plugin is told anything that would
 * end its login, and none that polls at its usual pace is ever held up. (That Latchkey's own client
 * never has two polls under way is shown with the client.)
 */
final class T13PollFloodTest {
  private static final int FLOOD = RateLimit.POLL.perMinute() + 600;

  private static void trustThisMachine(Map<String, String> settings) {
    settings.put("TRUSTED_PROXIES", "127.0.0.1");
  }

  @Test
  void publishedPluginsThatPollEvery1500MillisAreNeverHeldUp() throws Exception {
    AtomicLong nanos = new AtomicLong();
    AddressRates rates = new AddressRates(nanos::get);
    RateLimit.Counter office = rates.of(InetAddress.getByName("203.0.113.9"));
    // An hour of a room of people, all behind one address, all at the provider's page.
    for (int tick = 0; tick < 2_400; tick++) {
      for (int plugin = 0; plugin < 140; plugin++) {
        assertEquals(0, office.retryAfterSeconds(RateLimit.POLL, ""));
      }
      nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1_500));
    }
  }

  @Test
  void aFloodIsTurnedAwayBeforeTheStoreAndInWordsThatEndNoLogin() throws Exception {
    try (TestRelay relay = new TestRelay(T13PollFloodTest::trustThisMachine)) {
      Caller flooder = new Caller(relay.client.port(), "203.0.113.1");
      String readKey = relay.client.authorize().readKey();
      Map<Integer, Integer> statuses = new TreeMap<>();
      for (int sent = 0; sent < FLOOD; sent += 200) {
        List<CompletableFuture<HttpResponse<String>>> batch = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          batch.add(flooder.posting("/poll?readKey=" + readKey, ""));
        }
        for (CompletableFuture<HttpResponse<String>> each : batch) {
          statuses.merge(each.get(20, TimeUnit.SECONDS).statusCode(), 1, Integer::sum);
        }
      }
      assertEquals(Map.of(404, FLOOD), statuses);
      int reads = relay.store.reads.get();
      assertTrue(reads < FLOOD, reads + " polls read the store");

      HttpResponse<String> compatible = useUp(flooder, "/poll?readKey=" + readKey, "");
      assertEquals(404, compatible.statusCode());
      assertEquals("1", Caller.retryAfter(compatible));
      assertTrue(compatible.body().startsWith("slow_down: "), compatible.body());
      HttpResponse<String> slowedDown = useUp(flooder, "/poll", "readKey=" + readKey);
      assertEquals(429, slowedDown.statusCode());
      assertEquals("1", Caller.retryAfter(slowedDown));
      assertTrue(slowedDown.body().startsWith("{\"error\":\"slow_down\""), slowedDown.body());

      // Others are served meanwhile, and the flooder itself again once it waits as it was told.
      Caller honest = new Caller(relay.client.port(), "203.0.113.2");
      assertEquals("none", Caller.retryAfter(honest.post("/poll?readKey=" + readKey, "")));
      TimeUnit.SECONDS.sleep(1); // what Retry-After said
      assertEquals("none", Caller.retryAfter(flooder.post("/poll?readKey=" + readKey, "")));
      assertTrue(relay.log().contains(" POST /poll 429 "), "the log says nothing of it");
    }
  }

  /** Asks at full speed until it is turned away. */
  private static HttpResponse<String> useUp(Caller caller, String target, String body)
      throws Exception {
    for (int i = 0; i < FLOOD; i++) {
      HttpResponse<String> answer = caller.post(target, body);
      if (!Caller.retryAfter(answer).equals("none")) {
        return answer;
      }
    }
    throw new AssertionError("never turned away");
  }
}
