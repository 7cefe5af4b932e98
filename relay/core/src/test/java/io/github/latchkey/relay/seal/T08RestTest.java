package io.github.latchkey.relay.seal;

import static io.github.latchkey.relay.Replied.encode;
import static io.github.latchkey.relay.Replied.member;
import static io.github.latchkey.relay.Replied.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.Replied;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.settings.PluginSettings;
import io.github.latchkey.relay.wire.Base64Url;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing that lies in the store can be read, also not by who has the relay's own keys. */
final class T08RestTest {
  @Test
  void noSecretLiesInTheStoreAtAnyStep() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      Login login = relay.authorize();
      assertNothingReadable(relay);
      String target = relay.visit(login);
      relay.provider.canaries().remember(query(login.url()).get("state"));
      relay.reply("GET", target, "");
      assertEquals(1, relay.store.rows().size());
      assertNothingReadable(relay);
      Reply tokens = relay.pollNatively(login);
      assertNothingReadable(relay);
      relay.pollCompatibly(login);
      assertNothingReadable(relay);
      String refreshToken = member(tokens, "refresh_token");
      assertEquals(200, relay.reply("POST", "/refresh", "refresh_token=" + refreshToken).status());
      relay.reply("POST", "/refresh?code=" + refreshToken, "");
      assertEquals(2, relay.store.rows().size());
      assertNothingReadable(relay);
      assertTrue(relay.provider.canaries().all().contains(refreshToken));
      assertTrue(relay.provider.canaries().all().contains(member(tokens, "access_token")));
    }
  }

  private static void assertNothingReadable(RelayUnderTest relay) {
    List<byte[]> everything = new ArrayList<>(relay.store.dump());
    everything.addAll(relay.store.everPut);
    for (byte[] bytes : everything) {
      String lying = new String(bytes, StandardCharsets.ISO_8859_1);
      for (String canary : relay.provider.canaries().all()) {
        for (String written : spellings(canary)) {
          assertFalse(lying.contains(written), () -> "found a canary: " + canary);
        }
      }
    }
  }

  /** The canary, and its last half, raw, base64 at each offset, hex and percent-encoded. */
  private static Set<String> spellings(String canary) {
    Set<String> all = new HashSet<>();
    for (String text : List.of(canary, canary.substring(canary.length() / 2))) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      all.add(text);
      all.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
      all.add(HexFormat.of().formatHex(bytes));
      all.add(HexFormat.of().withUpperCase().formatHex(bytes));
      for (int offset = 0; offset < 3; offset++) {
        byte[] shifted = new byte[bytes.length - offset];
        System.arraycopy(bytes, offset, shifted, 0, shifted.length);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        // Without the last characters, which depend on what would follow.
        String certain = base64.substring(0, base64.length() - 3);
        all.add(certain);
        all.add(certain.replace('+', '-').replace('/', '_'));
      }
    }
    return all;
  }

  @Test
  void aRowOpensByItsReadKeyAndByNothingThatTheRelayHas() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      Login login = relay.logIn();
      Login other = relay.authorize();
      Map.Entry<String, Store.Row> row = relay.store.rows().entrySet().iterator().next();
      PluginSettings settings = RelayUnderTest.parse(relay.variables).plugin();
      Derivation derivation =
          new Derivation(relay.ports.crypto(), "", settings.provider().client().id());
      Seal seal = new Seal(derivation, relay.ports.random());
      RelayKeys keys = new RelayKeys(settings.relaySecrets(), derivation, seal);

      byte[] right =
          ReadKey.read(login.readKey(), keys).secret().forRedirect(derivation).sealKey(derivation);
      assertNotNull(seal.open(right, "login outcome", row.getValue().sealed()));
      String state = query(login.url()).get("state");
      byte[] byState = State.read(state, keys, new byte[0]).secret().sealKey(derivation);
      assertNotNull(seal.open(byState, "login outcome", row.getValue().sealed()));

      List<byte[]> wrong = new ArrayList<>();
      wrong.add(
          ReadKey.read(other.readKey(), keys).secret().forRedirect(derivation).sealKey(derivation));
      wrong.add(row.getKey().getBytes(StandardCharsets.UTF_8));
      wrong.add(Base64Url.decode(row.getKey()));
      wrong.add(row.getValue().attempt().getBytes(StandardCharsets.UTF_8));
      for (String name : List.of("RELAY_SECRET", "CLIENT_SECRET", "CLIENT_ID")) {
        byte[] key = relay.variables.get(name).getBytes(StandardCharsets.UTF_8);
        wrong.add(key);
        for (String purpose :
            List.of("redirect", "login id", "code verifier", "outcome key", "mac read key")) {
          wrong.add(derivation.derive(key, purpose));
          wrong.add(derivation.derive(derivation.derive(key, "redirect"), purpose));
          wrong.add(derivation.derive(row.getKey().getBytes(StandardCharsets.UTF_8), purpose));
        }
      }
      for (byte[] key : wrong) {
        for (String purpose : List.of("login outcome", "refresh outcome", "state")) {
          assertNull(seal.open(key, purpose, row.getValue().sealed()));
        }
      }
      assertNull(seal.open(right, "refresh outcome", row.getValue().sealed()));
    }
  }

  @Test
  void aChangedRowDoesNotOpen() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      Derivation derivation = new Derivation(relay.ports.crypto(), "", "id");
      Seal seal = new Seal(derivation, relay.ports.random());
      byte[] key = {1};
      byte[] sealed = seal.seal(key, "p", new byte[] {7, 8, 9});
      assertEquals(36, sealed.length);
      for (int i = 0; i < sealed.length * 8; i++) {
        byte[] changed = sealed.clone();
        changed[i / 8] ^= (byte) (1 << i % 8);
        assertNull(seal.open(key, "p", changed), "bit " + i);
      }
      for (int length = 0; length < sealed.length; length++) {
        byte[] cut = new byte[length];
        System.arraycopy(sealed, 0, cut, 0, length);
        assertNull(seal.open(key, "p", cut));
      }
    }
  }

  @Test
  void noTwoMessagesAreSealedAlike() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      Set<String> salts = new HashSet<>();
      for (int i = 0; i < 1_000; i++) {
        byte[] state = Base64Url.decode(query(relay.authorize().url()).get("state"));
        salts.add(HexFormat.of().formatHex(state, 1, 17));
      }
      assertEquals(1_000, salts.size());
    }
  }

  @Test
  void whatNeitherKeyNorStateMayDoForEachOther() throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      Login login = relay.logIn();
      String state = query(login.url()).get("state");
      assertNotEquals(200, relay.reply("POST", "/poll", "readKey=" + encode(state)).status());
      Reply page = relay.reply("GET", "/redirect?code=a&state=" + login.readKey(), "");
      assertEquals("/done/failed", Replied.header(page, "Location"));
    }
  }
}
