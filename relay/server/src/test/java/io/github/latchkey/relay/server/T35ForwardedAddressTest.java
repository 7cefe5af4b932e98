package io.github.latchkey.relay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Request;
import io.github.latchkey.relay.http.Wait;
import io.github.latchkey.relay.server.settings.TrustedProxies;
import io.github.latchkey.relay.server.wait.LongPolls;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The limits of an address count by what a trusted proxy says, and by nobody else's word. */
class T35ForwardedAddressTest {
  private static final LongPolls.Limits ONE_AN_ADDRESS = new LongPolls.Limits(100, 1, 60_000);

  private static Answer pending(Request request) {
    return new Wait(request.target(), 60_000, true, T35ForwardedAddressTest::resume);
  }

  private static Answer resume(boolean waitPassed) {
    return waitPassed
        ? TestHost.reply(404, "not yet")
        : new Wait("any", 60_000, true, T35ForwardedAddressTest::resume);
  }

  @Test
  void callersBehindATrustedProxyHaveLimitsOfTheirOwn() throws Exception {
    TrustedProxies proxies = TrustedProxies.parse(List.of("127.0.0.1"));
    try (TestHost host = new TestHost(ONE_AN_ADDRESS, proxies, T35ForwardedAddressTest::pending);
        RawHttp first = host.connect();
        RawHttp second = host.connect()) {
      first.send("POST", "/1", "", "X-Forwarded-For: 203.0.113.1");
      second.send("POST", "/2", "", "X-Forwarded-For: 203.0.113.2");
      TestHost.await(() -> host.longPolls.size() == 2);
    }
  }

  @Test
  void aCallerWhoSaysSoHimselfHasNot() throws Exception {
    try (TestHost host = new TestHost(ONE_AN_ADDRESS, T35ForwardedAddressTest::pending);
        RawHttp first = host.connect();
        RawHttp second = host.connect()) {
      first.send("POST", "/1", "", "X-Forwarded-For: 203.0.113.1");
      TestHost.await(() -> host.longPolls.size() == 1);
      second.send("POST", "/2", "", "X-Forwarded-For: 203.0.113.2");
      assertEquals(404, second.read().status());
    }
  }
}
