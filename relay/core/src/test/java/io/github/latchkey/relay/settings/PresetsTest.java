package io.github.latchkey.relay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.wire.WireException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code PROVIDER} names fills what is missing, and nothing else. */
final class PresetsTest {
  private static final Presets KNOWN =
      new Presets() {
        @Override
        public Map<String, String> find(String provider) throws WireException {
          if (provider.startsWith("https:")) {
            throw new WireException("gives metadata that is none");
          }
          return provider.equals("acme")
              ? Map.of(
                  "AUTHORIZE_ENDPOINT", "https://acme.example.com/authorize",
                  "TOKEN_ENDPOINT", "https://acme.example.com/token",
                  "REVOCATION_ENDPOINT", "https://acme.example.com/revoke",
                  "API_ORIGINS", "https://api.example.com",
                  "PKCE", "off")
              : null;
        }

        @Override
        public List<String> names() {
          return List.of("acme", "zenith");
        }
      };

  private static Map<String, String> variables(String provider) {
    Map<String, String> variables = new HashMap<>();
    variables.put("CLIENT_ID", "plugin-7");
    variables.put("REDIRECT_URI", "http://localhost:8787/redirect");
    variables.put("PROVIDER", provider);
    return variables;
  }

  @Test
  void aPresetFillsWhatIsMissing() throws Exception {
    RelaySettings settings = RelaySettings.parse(variables(" acme "), KNOWN);
    PluginSettings plugin = settings.plugin();
    assertEquals(
        "https://acme.example.com/authorize", plugin.provider().endpoints().authorize().text());
    assertEquals("https://acme.example.com/token", plugin.provider().endpoints().refresh().text());
    assertEquals(
        "https://acme.example.com/revoke", plugin.provider().endpoints().revocation().text());
    assertEquals("https://api.example.com", plugin.apiOrigins().get(0).text());
    assertEquals(false, plugin.provider().authorization().isPkce());
    assertEquals("acme", settings.printable().get("PROVIDER"));
    assertEquals("https://acme.example.com/token", settings.printable().get("TOKEN_ENDPOINT"));
  }

  @Test
  void theOperatorsOwnSettingWinsUnlessItIsBlank() throws Exception {
    Map<String, String> variables = variables("acme");
    variables.put("TOKEN_ENDPOINT", "https://other.example.com/token");
    variables.put("PKCE", "S256");
    variables.put("AUTHORIZE_ENDPOINT", " ");
    ProviderSettings provider = RelaySettings.parse(variables, KNOWN).plugin().provider();
    assertEquals("https://other.example.com/token", provider.endpoints().token().text());
    assertEquals(true, provider.authorization().isPkce());
    assertEquals("https://acme.example.com/authorize", provider.endpoints().authorize().text());
  }

  @Test
  void anUnknownProviderStopsTheStartAndTheKnownOnesAreSaid() {
    for (String unknown : new String[] {"Acme", "acme.preset", "../acme", "http://acme.example"}) {
      String message = refusal(unknown);
      assertTrue(message.startsWith("PROVIDER must be acme, zenith, or an issuer"), message);
    }
    assertEquals("PROVIDER gives metadata that is none", refusal("https://acme.example.com"));
  }

  @Test
  void eachOfSeveralPluginsHasAProviderOfItsOwn() throws Exception {
    Map<String, String> variables = new HashMap<>();
    variables("acme").forEach((name, value) -> variables.put("ONE_" + name, value));
    variables("nobody").forEach((name, value) -> variables.put("TWO_" + name, value));
    variables.put("ONE_REDIRECT_URI", "http://localhost:8787/one/redirect");
    variables.put("TWO_REDIRECT_URI", "http://localhost:8787/two/redirect");
    variables.put("PLUGINS", "one,two");
    SettingsException refused =
        assertThrows(SettingsException.class, () -> RelaySettings.parse(variables, KNOWN));
    assertEquals("TWO_PROVIDER", refused.setting());
    variables.put("PLUGINS", "one");
    RelaySettings settings = RelaySettings.parse(variables, KNOWN);
    assertEquals("acme", settings.printable().get("ONE_PROVIDER"));
  }

  private static String refusal(String provider) {
    SettingsException refused =
        assertThrows(
            SettingsException.class, () -> RelaySettings.parse(variables(provider), KNOWN));
    assertEquals("PROVIDER", refused.setting());
    return refused.getMessage();
  }
}
