package io.github.latchkey.relay.stress.soak;

import io.github.latchkey.relay.server.RawHttp;
import io.github.latchkey.testing.TokenFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What is done to the relays, the database and the provider, one at a time. */
enum Fault {
  RELAY_KILLED(410) {
    @Override
    void happen(Stand stand, Tally tally, long millis) throws Exception {
      killAndStart(stand, 0);
    }
  },
  OTHER_RELAY_KILLED(410) {
    @Override
    void happen(Stand stand, Tally tally, long millis) throws Exception {
      killAndStart(stand, 1);
    }
  },
  PROVIDER_STALLS(0) {
    @Override
    void happen(Stand stand, Tally tally, long millis) throws Exception {
      // Longer than the relay waits, then gone without a word.
      standing(stand, new TokenFault(false, exchange -> pause(12_000)), millis);
    }
  },
  PROVIDER_SAYS_503(0) {
    @Override
    void happen(Stand stand, Tally tally, long millis) throws Exception {
      standing(stand, TokenFault.retryAfter(1), millis);
    }
  },
  PROVIDER_CUTS(0) {
    @Override
    void happen(Stand stand, Tally tally, long millis) throws Exception {
      standing(stand, TokenFault.cut(), millis);
    }
  },
  PROVIDER_LOSES_ANSWERS(502) {
    @Override
    void happen(Stand stand, Tally tally, long millis) throws Exception {
      standing(stand, new TokenFault(true, exchange -> tally.answerLost()), millis);
    }
  },
  DATABASE_STOPPED(410) {
    @Override
    void happen(Stand stand, Tally tally, long millis) throws Exception {
      stand.database.stop();
      // Now and then longer than the 8 s for which a relay tries to put an outcome away.
      pause(ThreadLocalRandom.current().nextLong(500, 11_000));
      stand.database.start();
    }
  },
  POLLS_CUT(0) {
    @Override
    void happen(Stand stand, Tally tally, long millis) {
      tally.cutsPolls(true);
      pause(millis);
      tally.cutsPolls(false);
    }
  },
  SECRET_ROTATED(0) {
    @Override
    void happen(Stand stand, Tally tally, long millis) throws Exception {
      stand.rotateSecret();
    }
  },
  SLOW_SENDERS(0) {
    @Override
    void happen(Stand stand, Tally tally, long millis) throws Exception {
      List<RawHttp> slow = new ArrayList<>();
      try {
        for (int i = 0; i < SLOW_SENDERS_EACH; i++) {
          for (int relay = 0; relay < 2; relay++) {
            slow.add(new RawHttp(stand.port(relay)).write(HALVES[i % HALVES.length]));
          }
        }
        pause(millis);
      } finally {
        for (RawHttp connection : slow) {
          connection.close();
        }
      }
    }
  },
  AUTHORIZE_FLOOD(0) {
    @Override
    void happen(Stand stand, Tally tally, long millis) throws Exception {
      flood(stand, millis, () -> "/authorize");
    }
  },
  MADE_UP_KEYS(0) {
    @Override
    void happen(Stand stand, Tally tally, long millis) throws Exception {
      flood(stand, millis, () -> "/poll?readKey=" + madeUp(54));
    }
  };

  private static final int SLOW_SENDERS_EACH = 100;
  private static final int FLOOD_EVERY_MILLIS = 4;
  private static final String[] HALVES = {
    "",
    "POST /poll HTTP/1.1\r\nHost: localhost\r\nX-",
    "POST /poll HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nreadKey="
  };

  private final int endsLoginsWith;

  /**
   * A fault.
   *
   * @param endsLoginsWith the status that a login may end with because of it; 0: none may
   */
  Fault(int endsLoginsWith) {
    this.endsLoginsWith = endsLoginsWith;
  }

  abstract void happen(Stand stand, Tally tally, long millis) throws Exception;

  /** Does it, for about this long, and says what it excuses. */
  void run(Stand stand, Tally tally, long millis) throws Exception {
    long from = System.nanoTime();
    // Logins may hear of it while it is still going on.
    if (endsLoginsWith != 0) {
      tally.excuse(endsLoginsWith, from);
    }
    happen(stand, tally, millis);
    if (endsLoginsWith != 0) {
      tally.excuse(endsLoginsWith, from);
    }
  }

  /** Whether the second relay lives on. */
  boolean sparesOther() {
    return this != OTHER_RELAY_KILLED && this != SECRET_ROTATED;
  }

  private static void killAndStart(Stand stand, int relay) throws Exception {
    stand.kill(relay);
    pause(ThreadLocalRandom.current().nextLong(3_000));
    stand.start(relay);
  }

  private static void standing(Stand stand, TokenFault fault, long millis) {
    stand.provider.tokenFault(fault);
    pause(millis);
    stand.provider.tokenFault(null);
  }

  private interface Target {
    String draw();
  }

  /** One address that asks without end; it is refused or answered, and nobody else notices. */
  private static void flood(Stand stand, long millis, Target target) throws IOException {
    long end = System.nanoTime() + millis * 1_000_000;
    for (int relay = 0; System.nanoTime() < end; relay = 1 - relay) {
      try (RawHttp connection = new RawHttp(stand.port(relay))) {
        for (int i = 0; i < 100 && System.nanoTime() < end; i++) {
          connection.send("POST", target.draw(), "", "X-Forwarded-For: 192.0.2.66").read();
          pause(FLOOD_EVERY_MILLIS);
        }
      } catch (IOException e) {
        // Turned away, which is as good.
        pause(FLOOD_EVERY_MILLIS);
      }
    }
  }

  private static String madeUp(int bytes) {
    byte[] random = new byte[bytes];
    ThreadLocalRandom.current().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
