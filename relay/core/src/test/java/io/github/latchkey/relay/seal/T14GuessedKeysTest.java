package io.github.latchkey.relay.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.wire.Base64Url;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A made-up read key is refused, and never reaches the store. */
final class T14GuessedKeysTest {
  @Test
  void tenThousandMadeUpKeysCauseNoRead() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      Login login = relay.logIn();
      byte[] real = Base64Url.decode(login.readKey());
      assertEquals(54, real.length);
      relay.store.reads.set(0);
      Random random = new Random(1);
      for (int i = 0; i < 10_000; i++) {
        byte[] guess = real.clone();
        switch (i % 3) {
          case 0 -> random.nextBytes(guess);
          case 1 -> guess[random.nextInt(54)] ^= (byte) (1 << random.nextInt(8));
          default -> {
            // A later expiry, as an attacker with an expired key would set it.
            guess[33 + random.nextInt(5)] ^= (byte) (1 + random.nextInt(255));
          }
        }
        String key = Base64Url.encode(guess);
        assertEquals(400, relay.reply("POST", "/poll", "readKey=" + key).status());
        assertEquals(400, relay.reply("POST", "/poll?readKey=" + key, "").status());
      }
      assertEquals(0, relay.store.reads.get());
      assertEquals(200, relay.pollNatively(login).status());
    }
  }

  @Test
  void aKeyIsNotTakenInASecondSpelling() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      Login login = relay.logIn();
      String key = login.readKey();
      for (String other : new String[] {key + "%3D", key + "A", "%20" + key, key + "%0A"}) {
        assertEquals(400, relay.reply("POST", "/poll", "readKey=" + other).status());
      }
    }
  }
}
