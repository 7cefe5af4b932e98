package io.github.latchkey.relay.server.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Wait;
import io.github.latchkey.relay.http.Wait.Resumption;
import io.github.latchkey.relay.server.RawHttp;
import io.github.latchkey.relay.server.TestHost;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A core whose rows are a map, so that every way out of a wait can be tried. */
class LongPollTest {
  private final Map<String, String> rows = new ConcurrentHashMap<>();
  private volatile long waitMillis = 60_000;
  private volatile boolean exclusive;
  private TestHost host;

  @BeforeEach
  void start() throws IOException {
    start(TestHost.LIMITS);
  }

  private void start(LongPolls.Limits limits) throws IOException {
    host = new TestHost(limits, request -> ask(request.target().substring(1), false));
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private Answer ask(String id, boolean last) {
    String row = rows.get(id);
    if ("fault".equals(row)) {
      throw new IllegalStateException("canary");
    }
    if (row != null || last) {
      return new Reply(
          row == null ? 404 : 200, List.of(), String.valueOf(row).getBytes(), "/poll", null);
    }
    Resumption again = waitPassed -> ask(id, waitPassed);
    return new Wait(id, waitMillis, exclusive, again);
  }

  private void settle(String id, String value) {
    rows.put(id, value);
    host.longPolls.signal(id);
  }

  private RawHttp hold(String id) throws Exception {
    int before = host.longPolls.size();
    RawHttp connection = host.connect().send("POST", "/" + id, "");
    TestHost.await(() -> host.longPolls.size() == before + 1);
    return connection;
  }

  @Test
  void anArrivalAnswersTheRequestThatWaitsForItAtOnce() throws Exception {
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      try (RawHttp poll = hold("a" + i)) {
        long start = System.nanoTime();
        settle("a" + i, "token-" + i);
        assertEquals("token-" + i, poll.read().body());
        micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
      }
    }
    micros.sort(null);
    assertTrue(micros.get(25) < 1_000_000, "p50 " + micros.get(25) + " us");
    assertTrue(micros.get(49) < 10_000_000, "max " + micros.get(49) + " us");
    assertEquals(0, host.longPolls.size());
  }

  @Test
  void anArrivalAnswersNobodyElse() throws Exception {
    try (RawHttp a = hold("a");
        RawHttp b = hold("b")) {
      settle("a", "x");
      assertEquals(200, a.read().status());
      TestHost.await(() -> host.longPolls.size() == 1);
      settle("b", "y");
      assertEquals("y", b.read().body());
    }
  }

  @Test
  void aWaitThatPassesIsAnsweredThenAndTheConnectionLivesOn() throws Exception {
    waitMillis = 300;
    try (RawHttp poll = host.connect()) {
      for (int i = 0; i < 2; i++) {
        long start = System.nanoTime();
        assertEquals(404, poll.send("POST", "/a", "").read().status());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertTrue(millis >= 300 && millis < 30_000, millis + " ms");
      }
    }
    TestHost.await(() -> host.longPolls.size() == 0);
  }

  @Test
  void anArrivalThatNobodySignalledIsFoundAllTheSame() throws Exception {
    host.close();
    start(new LongPolls.Limits(10, 10, 100));
    try (RawHttp poll = hold("a")) {
      rows.put("a", "x");
      assertEquals("x", poll.read().body());
    }
  }

  @Test
  void anArrivalBetweenTheAnswerAndTheParkingIsNotMissed() throws Exception {
    host.close();
    host =
        new TestHost(
            TestHost.LIMITS,
            request -> {
              String id = request.target().substring(1);
              Answer early = ask(id, false);
              settle(id, "x");
              return early;
            });
    try (RawHttp poll = host.connect().send("POST", "/a", "")) {
      assertEquals("x", poll.read().body());
    }
  }

  @Test
  void aNewerPollReleasesTheOlder() throws Exception {
    exclusive = true;
    try (RawHttp older = hold("a");
        RawHttp newer = host.connect().send("POST", "/a", "")) {
      assertEquals(404, older.read().status());
      settle("a", "x");
      assertEquals("x", newer.read().body());
    }
  }

  @Test
  void thoseThatAreNotExclusiveAllWait() throws Exception {
    try (RawHttp first = hold("a");
        RawHttp second = hold("a")) {
      settle("a", "x");
      assertEquals("x", first.read().body());
      assertEquals("x", second.read().body());
    }
  }

  @Test
  void aFaultWhileWaitingIs500() throws Exception {
    try (RawHttp poll = hold("a")) {
      settle("a", "fault");
      assertEquals(500, poll.read().status());
    }
    TestHost.await(() -> host.log().contains(" 500 "));
    assertFalse(host.log().contains("canary"));
    assertEquals(0, host.longPolls.size());
  }

  @Test
  void signalsFromAllSidesAtOnceGiveOneAnswer() throws Exception {
    waitMillis = 50;
    for (int round = 0; round < 30; round++) {
      String id = "r" + round;
      try (RawHttp poll = host.connect().send("POST", "/" + id, "")) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          Thread thread =
              new Thread(
                  () -> {
                    for (int j = 0; j < 50; j++) {
                      host.longPolls.signal(id);
                    }
                    settle(id, "x");
                  });
          threads.add(thread);
          thread.start();
        }
        RawHttp.Answer first = poll.read();
        assertTrue(first.status() == 200 || first.status() == 404);
        for (Thread thread : threads) {
          thread.join();
        }
        assertEquals("x", poll.send("POST", "/" + id, "").read().body(), "nothing came between");
      }
    }
    TestHost.await(() -> host.longPolls.size() == 0);
  }

  @Test
  void aThousandParkedRequestsHoldNoThreadAndAllAreAnswered() throws Exception {
    List<RawHttp> polls = new ArrayList<>();
    try {
      for (int i = 0; i < 1_000; i++) {
        polls.add(host.connect().send("POST", "/a" + i, ""));
      }
      TestHost.await(() -> host.longPolls.size() == 1_000);
      // A busy machine wants some for a moment.
      TestHost.await(() -> relayThreads() < 200);
      assertEquals(1_000, host.longPolls.size());
      for (int i = 0; i < 1_000; i++) {
        settle("a" + i, "token-" + i);
      }
      for (int i = 0; i < 1_000; i++) {
        assertEquals("token-" + i, polls.get(i).read().body());
      }
    } finally {
      for (RawHttp poll : polls) {
        poll.close();
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void peersThatWentAwayLeaveNothingBehind() throws Exception {
    try (RawHttp warm = hold("warm")) {
      settle("warm", "x");
      warm.read();
    }
    int before = openFiles();
    for (int i = 0; i < 100; i++) {
      RawHttp poll = hold("a" + i);
      if (i % 2 == 0) {
        poll.close();
      } else {
        poll.reset();
      }
    }
    for (int i = 0; i < 100; i++) {
      settle("a" + i, "x".repeat(20_000));
    }
    TestHost.await(() -> host.longPolls.size() == 0 && openFiles() <= before + 5);
  }

  private static long relayThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("latchkey-"))
        .count();
  }

  private static int openFiles() {
    return new File("/proc/self/fd").list().length;
  }

  @Test
  void stoppingAnswersThoseThatWaitAndThenTheServerIsGone() throws Exception {
    List<RawHttp> polls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      polls.add(hold("a" + i));
    }
    long start = System.nanoTime();
    host.close();
    assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) < 9_000);
    for (RawHttp poll : polls) {
      assertEquals(404, poll.read().status());
      assertTrue(poll.isClosedByPeer());
      poll.close();
    }
  }
}
