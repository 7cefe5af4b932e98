package io.github.latchkey.relay.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeptConnectionsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final KeptConnections kept = new KeptConnections(2, nanos::get);

  private static InetSocketAddress peer(String address, int port) {
    return new InetSocketAddress(address, port);
  }

  @Test
  void anAddressMayKeepSoManyConnectionsAndAnotherAddressAsMany() {
    assertTrue(kept.mayStay(peer("203.0.113.1", 1)));
    assertTrue(kept.mayStay(peer("203.0.113.1", 2)));
    assertFalse(kept.mayStay(peer("203.0.113.1", 3)));
    assertTrue(kept.mayStay(peer("203.0.113.2", 3)));
  }

  @Test
  void aConnectionThatIsKeptStaysForEachOfItsRequests() {
    for (int i = 0; i < 10; i++) {
      assertTrue(kept.mayStay(peer("203.0.113.1", 1)));
    }
    assertTrue(kept.mayStay(peer("203.0.113.1", 2)));
  }

  @Test
  void aConnectionThatTheServerHasClosedForBeingIdleIsForgotten() {
    kept.mayStay(peer("203.0.113.1", 1));
    kept.mayStay(peer("203.0.113.1", 2));
    nanos.addAndGet(KeptConnections.FORGOTTEN_AFTER_NANOS);
    kept.mayStay(peer("203.0.113.1", 2));
    nanos.addAndGet(1);
    kept.forgetClosed();
    assertTrue(kept.mayStay(peer("203.0.113.1", 3)));
    assertFalse(kept.mayStay(peer("203.0.113.1", 4)));
  }

  @Test
  void oneHouseholdsIpv6AddressesShareALimit() {
    assertTrue(kept.mayStay(peer("2001:db8:0:1::1", 1)));
    assertTrue(kept.mayStay(peer("2001:db8:0:2::1", 1)));
    assertFalse(kept.mayStay(peer("2001:db8:0:3::1", 1)));
  }

  @Test
  void anAddressMayKeepAnEighthOfAll() {
    ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1);
    try {
      assertEquals(125, new KeptConnections(1_000, timer).perAddress());
      assertEquals(32, new KeptConnections(64, timer).perAddress());
    } finally {
      timer.shutdownNow();
    }
  }
}
