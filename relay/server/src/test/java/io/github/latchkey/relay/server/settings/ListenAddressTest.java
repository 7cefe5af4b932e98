package io.github.latchkey.relay.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.relay.settings.SettingsException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The relay listens no wider than it has to, and says so if it listens on every address. */
class ListenAddressTest {
  private static ListenAddress of(String... settings) throws SettingsException {
    Map<String, String> variables = new HashMap<>();
    variables.put("CLIENT_ID", "client-1");
    variables.put("RELAY_SECRET", "0123456789-0123456789-0123456789");
    variables.put("REDIRECT_URI", "https://relay.example.com/redirect");
    variables.put("AUTHORIZE_ENDPOINT", "https://provider.example.com/authorize");
    variables.put("TOKEN_ENDPOINT", "https://provider.example.com/token");
    for (int i = 0; i < settings.length; i += 2) {
      variables.put(settings[i], settings[i + 1]);
    }
    RelaySettings parsed = RelaySettings.parse(variables);
    return ListenAddress.of(parsed, TrustedProxies.parse(parsed.trustedProxies()));
  }

  private static String host(ListenAddress address) {
    return address.socket().getAddress().getHostAddress();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "::1, 0:0:0:0:0:0:0:1",
    "[::1], 0:0:0:0:0:0:0:1",
    "0.0.0.0, 0.0.0.0",
  })
  void addressIsTheAddressToListenOnWithoutAWarning(String setting, String address)
      throws Exception {
    assertEquals(address, host(of("ADDRESS", setting)));
    assertNull(of("ADDRESS", setting).warning());
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "relay.example.com", "1.2.3", "127.0.0.1:8787", "::g"})
  void anAddressThatIsNoneIsRejectedByName(String setting) {
    SettingsException e = assertThrows(SettingsException.class, () -> of("ADDRESS", setting));
    assertEquals("ADDRESS", e.setting());
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8787/redirect, 127.0.0.1",
    "http://127.0.0.1:8787/redirect, 127.0.0.1",
    "http://[::1]:8787/redirect, 0:0:0:0:0:0:0:1",
  })
  void aPublicUrlOnLocalhostMeansLoopback(String redirectUri, String address) throws Exception {
    assertEquals(address, host(of("REDIRECT_URI", redirectUri)));
  }

  @ParameterizedTest
  @CsvSource({
    "'127.0.0.1', true",
    "'127.0.0.0/8,::1', true",
    "'::ffff:127.0.0.1', true",
    "'127.0.0.1,10.0.0.1', false",
    "'0.0.0.0/0', false",
    "'127.0.0.0/7', false",
    "'::/0', false",
  })
  void proxiesOnThisMachineMeanLoopback(String proxies, boolean isLoopback) throws Exception {
    ListenAddress address = of("TRUSTED_PROXIES", proxies);
    assertEquals(isLoopback, address.socket().getAddress().isLoopbackAddress());
    assertEquals(isLoopback, address.warning() == null);
  }

  @Test
  void plainHttpOnEveryAddressIsAWarningUntilAddressIsSet() throws Exception {
    assertNotNull(of().warning());
    assertEquals(true, of().socket().getAddress().isAnyLocalAddress());
    assertNull(of("ADDRESS", "0.0.0.0").warning());
  }
}
