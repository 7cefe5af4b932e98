package io.github.latchkey.relay.server.limit;

import static io.github.latchkey.relay.Replied.assertCompatible;
import static io.github.latchkey.relay.Replied.assertNative;
import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.http.RateLimit;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Request;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * A flood of polls from one address is not served, no published plugin receives anything that would
 * end its login, and none that polls at its usual pace is ever held up. (That Latchkey's own client
 * never has two polls under way is shown with the client.)
 */
final class T13PollFloodTest {
  private final AtomicLong nanos = new AtomicLong();
  private final AddressRates rates = new AddressRates(nanos::get);

  @Test
  void publishedPluginsThatPollEvery1500MillisAreNeverHeldUp() throws Exception {
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
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      String readKey = relay.authorize().readKey();
      Request compatible = RelayUnderTest.request("POST", "/poll?readKey=" + readKey, "");
      Request ours = RelayUnderTest.request("POST", "/poll", "readKey=" + readKey);
      for (int i = 0; i < RateLimit.POLL.perMinute(); i++) {
        Reply pending = poll(relay, compatible, "203.0.113.1");
        assertEquals(404, pending.status());
        assertNull(header(pending, "Retry-After"));
      }
      assertEquals(RateLimit.POLL.perMinute(), relay.store.reads.get());
      for (int i = 0; i < 10_000; i++) {
        Reply refused = poll(relay, compatible, "203.0.113.1");
        assertCompatible(404, refused);
        assertEquals("1", header(refused, "Retry-After"));
        assertTrue(text(refused).startsWith("slow_down: "), text(refused));
      }
      Reply refused = poll(relay, ours, "203.0.113.1");
      assertNative(429, "slow_down", refused);
      assertEquals("1", header(refused, "Retry-After"));
      assertEquals("too often", refused.note());
      assertEquals(RateLimit.POLL.perMinute(), relay.store.reads.get());

      // Others are served meanwhile, and the flooder too once it has waited as it was told.
      assertNative(404, "authorization_pending", poll(relay, ours, "203.0.113.2"));
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
      assertNative(404, "authorization_pending", poll(relay, ours, "203.0.113.1"));
    }
  }

  private Reply poll(RelayUnderTest relay, Request request, String address) throws Exception {
    return (Reply) relay.relay.handle(request, rates.of(InetAddress.getByName(address)));
  }
}
