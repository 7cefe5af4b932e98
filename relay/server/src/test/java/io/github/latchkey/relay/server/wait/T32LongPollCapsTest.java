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
  private LongPolls parking;

  @AfterEach
  void stop() {
    threads.close();
  }

  private void limits(int total, int perAddress) {
    parking =
        new LongPolls(new Limits(total, perAddress, 60_000), threads.answers(), threads.timer());
  }

  private void park(String id, String address) throws Exception {
    parking.hold(
        new Wait(id, 60_000, true, last -> resume(id, last)),
        InetAddress.getByName(address),
        parking.signals(),
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
      park("a" + i, "192.0.2.1");
    }
    assertEquals(32, parking.size());
    assertEquals(8, answered.size());
    park("honest", "192.0.2.2");
    assertEquals(33, parking.size());
    assertEquals(8, answered.size());
  }

  @Test
  void addressesOfOneIpv6NetworkCountAsOne() throws Exception {
    limits(1_000, 2);
    park("a", "2001:db8::1");
    park("b", "2001:db8::2");
    park("c", "2001:db8::3");
    park("d", "2001:db8:0:100::3");
    assertEquals(3, parking.size());
    assertEquals(1, answered.size());
  }

  @Test
  void aboveTheTotalAPollIsAnsweredAtOnce() throws Exception {
    limits(3, 1_000);
    for (int i = 0; i < 5; i++) {
      park("a" + i, "192.0.2." + i);
    }
    assertEquals(3, parking.size());
    assertEquals(List.of(404, 404), answered);
  }

  @Test
  void placesBecomeFreeAgain() throws Exception {
    limits(1, 1);
    for (int round = 1; round <= 100; round++) {
      park("a", "192.0.2.1");
      assertEquals(1, parking.size());
      settled = true;
      parking.signal("a");
      int expected = round;
      TestHost.await(() -> answered.size() == expected && parking.size() == 0);
      settled = false;
    }
  }
}
