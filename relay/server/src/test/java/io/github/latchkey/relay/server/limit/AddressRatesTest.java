package io.github.latchkey.relay.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.http.RateLimit;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How requests are counted by address. */
final class AddressRatesTest {
  private final AtomicLong nanos = new AtomicLong(-12_345);
  private final AddressRates rates = new AddressRates(nanos::get);

  private int ask(String address, RateLimit limit) throws Exception {
    return ask(address, limit, "");
  }

  private int ask(String address, RateLimit limit, String plugin) throws Exception {
    return rates.of(InetAddress.getByName(address)).retryAfterSeconds(limit, plugin);
  }

  private void useUp(String address, RateLimit limit) throws Exception {
    for (int i = 0; i < limit.perMinute(); i++) {
      assertEquals(0, ask(address, limit));
    }
    assertEquals(1, ask(address, limit));
  }

  @Test
  void aMinutesWorthMayComeAtOnceAndThenAtTheLimitsPace() throws Exception {
    useUp("192.0.2.1", RateLimit.REFRESH);
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(199));
    assertEquals(1, ask("192.0.2.1", RateLimit.REFRESH));
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
    assertEquals(0, ask("192.0.2.1", RateLimit.REFRESH));
    assertEquals(1, ask("192.0.2.1", RateLimit.REFRESH));
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
    useUp("192.0.2.1", RateLimit.REFRESH);
  }

  @Test
  void anotherAddressAnotherKindAndAnotherPluginAreCountedApart() throws Exception {
    useUp("192.0.2.1", RateLimit.REFRESH);
    assertEquals(0, ask("192.0.2.2", RateLimit.REFRESH));
    assertEquals(0, ask("192.0.2.1", RateLimit.LOGIN));
    assertEquals(0, ask("192.0.2.1", RateLimit.REFRESH, "/airtable"));
  }

  @Test
  void anIpv6NetworkOf64BitsIsOneAddress() throws Exception {
    useUp("2001:db8:0:1::1", RateLimit.REFRESH);
    assertEquals(1, ask("2001:db8:0:1:ffff::2", RateLimit.REFRESH));
    assertEquals(0, ask("2001:db8:0:2::1", RateLimit.REFRESH));
    useUp("192.0.2.1", RateLimit.REFRESH);
    assertEquals(1, ask("::ffff:192.0.2.1", RateLimit.REFRESH));
  }

  @Test
  void whatComesFromThisMachineIsNotCounted() throws Exception {
    for (int i = 0; i < 10 * RateLimit.REFRESH.perMinute(); i++) {
      assertEquals(0, ask("127.0.0.1", RateLimit.REFRESH));
      assertEquals(0, ask("::1", RateLimit.REFRESH));
    }
  }

  @Test
  void aFloodFromManyAddressesLeavesOthersRoom() throws Exception {
    for (int flooder = 0; flooder < 1_000; flooder++) {
      // Two of them may share their cells, so how many of each are served is left open.
      for (int i = 0; i <= RateLimit.REFRESH.perMinute(); i++) {
        ask("10.1." + flooder / 250 + "." + flooder % 250, RateLimit.REFRESH);
      }
    }
    int refused = 0;
    for (int honest = 0; honest < 10_000; honest++) {
      refused += ask("10.2." + honest / 250 + "." + honest % 250, RateLimit.REFRESH) == 0 ? 0 : 1;
    }
    // 2.3 are to be expected.
    assertTrue(refused < 30, refused + " of 10,000 were refused");
  }
}
