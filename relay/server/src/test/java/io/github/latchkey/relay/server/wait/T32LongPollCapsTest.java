package io.github.latchkey.relay.server.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Wait;
import io.github.latchkey.relay.server.TestHost;
import io.github.latchkey.relay.server.thread.ServerThreads;
import io.github.latchkey.relay.server.wait.LongPolls.Limits;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A flood of polls must neither fill the relay nor keep honest logins from being answered. */
class T32LongPollCapsTest {
  private final ServerThreads threads = new ServerThreads(1_000);
  private final List<Integer> answered = new CopyOnWriteArrayList<>();
  private volatile boolean settled;
  private LongPolls longPolls;

  @AfterEach
  void stop() {
    threads.close();
  }

  private void limits(int total, int perAddress) {
    longPolls =
        new LongPolls(new Limits(total, perAddress, 60_000), threads.answers(), threads.timer());
  }

  private void hold(String id, String address) throws Exception {
    longPolls.hold(
        new Wait(id, 60_000, true, last -> resume(id, last)),
        InetAddress.getByName(address),
        longPolls.signals(),
        outcome -> answered.add(outcome.reply().status()));
  }

  private Answer resume(String id, boolean last) {
    return settled || last
        ? new Reply(404, List.of(), new byte[0], "/poll", null)
        : new Wait(id, 60_000, true, again -> resume(id, again));
  }

  @Test
  void theThirtyThirdOfAnAddressIsAnsweredAtOnceAndOthersWait() throws Exception {
    limits(1_000, Limits.PER_ADDRESS);
    for (int i = 0; i < 40; i++) {
      hold("a" + i, "192.0.2.1");
    }
    assertEquals(32, longPolls.size());
    assertEquals(8, answered.size());
    hold("honest", "192.0.2.2");
    assertEquals(33, longPolls.size());
    assertEquals(8, answered.size());
  }

  @Test
  void addressesOfOneIpv6NetworkCountAsOne() throws Exception {
    limits(1_000, 2);
    hold("a", "2001:db8::1");
    hold("b", "2001:db8::2");
    hold("c", "2001:db8::3");
    hold("d", "2001:db8:0:100::3");
    assertEquals(3, longPolls.size());
    assertEquals(1, answered.size());
  }

  @Test
  void aboveTheTotalAPollIsAnsweredAtOnce() throws Exception {
    limits(3, 1_000);
    for (int i = 0; i < 5; i++) {
      hold("a" + i, "192.0.2." + i);
    }
    assertEquals(3, longPolls.size());
    assertEquals(List.of(404, 404), answered);
  }

  @Test
  void placesBecomeFreeAgain() throws Exception {
    limits(1, 1);
    for (int round = 1; round <= 100; round++) {
      hold("a", "192.0.2.1");
      assertEquals(1, longPolls.size());
      settled = true;
      longPolls.signal("a");
      int expected = round;
      TestHost.await(() -> answered.size() == expected && longPolls.size() == 0);
      settled = false;
    }
  }
}
