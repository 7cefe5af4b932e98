package io.github.latchkey.relay.server.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.server.RawHttp;
import io.github.latchkey.relay.server.TestHost;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A sender that is slow, or never ends, does not keep others from being answered. */
class T33SlowSendersTest {
  /** As the unit and the image have it. */
  private static final String HEAP = "-Xmx128m";

  private static final boolean SOAK = Boolean.getBoolean("soak");
  private static final int SENDERS = 1_000;

  @TempDir Path directory;
  private final int port = FreePort.find();
  private FakeProvider provider;
  private RelayProcess relay;

  @BeforeEach
  void start() throws Exception {
    provider = FakeProvider.start();
    relay = new RelayProcess(directory, Map.copyOf(provider.relaySettings(port))).awaitStart();
  }

  @AfterEach
  void stop() {
    if (relay != null) {
      relay.close();
    }
    provider.close();
  }

  private long homeMicros(RawHttp connection) throws Exception {
    long start = System.nanoTime();
    assertEquals(200, connection.send("GET", "/", "").read().status());
    return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
  }

  @Test
  void halfOpenRequestsHoldNobodyUpAndAreCutInTime() throws Exception {
    String[] halves = {
      "",
      "P",
      "POST /poll HTTP/1.1\r\nHost: localhost\r\nX-",
      "POST /poll HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nreadKey="
    };
    List<RawHttp> slow = new ArrayList<>();
    try {
      for (int i = 0; i < SENDERS; i++) {
        slow.add(new RawHttp(port).write(halves[i % halves.length]));
      }
      long opened = System.nanoTime();
      List<Long> micros = new ArrayList<>();
      while (System.nanoTime() - opened < TimeUnit.SECONDS.toNanos(5)) {
        try (RawHttp honest = new RawHttp(port)) {
          micros.add(homeMicros(honest));
        }
        Thread.sleep(5);
      }
      micros.sort(null);
      long p99 = micros.get(micros.size() * 99 / 100);
      // On a machine that is busy with something else, what counts is that they are not held up.
      assertTrue(p99 < (SOAK ? 100_000 : 2_000_000), "p99 " + p99 + " us of " + micros.size());
      for (RawHttp connection : slow) {
        assertTrue(connection.isClosedByPeer());
      }
      // Those that sent nothing at all are looked for every 10 s.
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - opened);
      assertTrue(seconds <= 20, "the last was cut after " + seconds + " s");
    } finally {
      for (RawHttp connection : slow) {
        connection.close();
      }
    }
  }

  /** Endless headers: in a small heap few are as bad as many in a large one. */
  @Test
  void endlessHeadersDoNotFillTheHeap() throws Exception {
    relay.close();
    int port = FreePort.find();
    Map<String, String> settings = Map.copyOf(provider.relaySettings(port));
    String heap = SOAK ? HEAP : "-Xmx32m";
    String serial = "-XX:+UseSerialGC";
    relay = new RelayProcess(directory, settings, List.of(serial, heap)).awaitStart();
    String head = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    // Those above the limit, which are cut, and those that stop just below it.
    int senders = SOAK ? 2_500 : 1_000;
    for (int bytes : new int[] {60_000, 19_000}) {
      List<RawHttp> slow = new ArrayList<>();
      try {
        for (int i = 0; i < senders; i++) {
          slow.add(new RawHttp(port));
          try {
            slow.get(i).write(head + "y".repeat(bytes));
          } catch (IOException e) {
            // Cut off, which is right.
          }
        }
        TestHost.await(() -> answers(port));
      } finally {
        for (RawHttp connection : slow) {
          connection.close();
        }
      }
      assertFalse(relay.err().contains("OutOfMemoryError"), relay.err());
    }
  }

  private static boolean answers(int port) {
    try (RawHttp honest = new RawHttp(port)) {
      return honest.send("GET", "/", "").read().status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** The heap, which must be about what it was; null where it cannot be looked at. */
  private Footprint footprint() throws Exception {
    return OS.LINUX.isCurrentOs() ? Footprint.of(relay.pid()) : null;
  }

  private void assertHeapIsFlatSince(Footprint before) throws Exception {
    if (before != null) {
      Footprint after = footprint();
      assertTrue(after.heapBytes() - before.heapBytes() < 2 << 20, after.since(before));
    }
  }

  @Test
  void hugeHeadersAreRefusedAndTheRelayLivesOn() throws Exception {
    try (RawHttp honest = new RawHttp(port)) {
      homeMicros(honest);
    }
    Footprint before = footprint();
    StringBuilder many = new StringBuilder("GET / HTTP/1.1\r\nHost: localhost\r\n");
    for (int i = 0; i < 10_000; i++) {
      many.append("X-").append(i).append(": y\r\n");
    }
    String[] huge = {
      many + "\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\nX-Huge: " + "y".repeat(1_000_000) + "\r\n\r\n",
      "GET /?" + "y".repeat(1_000_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
    };
    for (String request : huge) {
      try (RawHttp connection = new RawHttp(port)) {
        int status = connection.write(request).read().status();
        assertTrue(status >= 400 && status < 500, "status " + status);
      } catch (IOException e) {
        // Cut off, which is as good.
      }
      try (RawHttp honest = new RawHttp(port)) {
        homeMicros(honest);
      }
    }
    assertHeapIsFlatSince(before);
  }

  @Test
  void aBodyWithoutEndIsNotReadToItsEnd() throws Exception {
    try (RawHttp honest = new RawHttp(port)) {
      homeMicros(honest);
    }
    Footprint before = footprint();
    try (RawHttp connection = new RawHttp(port)) {
      connection.write(
          "POST /poll HTTP/1.1\r\nHost: localhost\r\n"
              + "Content-Type: application/x-www-form-urlencoded\r\n"
              + "Content-Length: 1000000000\r\n\r\n"
              + "y".repeat(100_000));
      assertEquals(413, connection.read().status());
      assertTrue(connection.isClosedByPeer());
    }
    assertHeapIsFlatSince(before);
  }
}
