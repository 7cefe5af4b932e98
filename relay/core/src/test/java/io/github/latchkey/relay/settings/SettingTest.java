package io.github.latchkey.relay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is declared of a setting holds: it is read, a secret is not printed, a typo is found. */
final class SettingTest {
  private static final String CANARY = "canary-0123456789-0123456789-0123456789";

  @Test
  void everyDeclaredSettingIsReadAndNoOther() throws Exception {
    Set<String> asked = new HashSet<>();
    Map<String, String> variables = T38SettingsTest.valid();
    // Without these the settings that accompany them are not read.
    variables.put("STORE", "jdbc:postgresql://db/latchkey");
    variables.put("METRICS_PORT", "9464");
    Map<String, String> watched =
        new HashMap<>(variables) {
          private static final long serialVersionUID = 1;

          @Override
          public String get(Object name) {
            asked.add((String) name);
            return super.get(name);
          }
        };
    RelaySettings.parse(watched);
    assertEquals(
        Arrays.stream(Setting.values()).map(Setting::name).collect(Collectors.toSet()), asked);
  }

  @Test
  void noSecretIsInThePrintableSettingsOrInAnyToString() throws Exception {
    Map<String, String> variables = T38SettingsTest.valid();
    for (Setting setting : Setting.values()) {
      if (setting.isSecret()) {
        variables.put(setting.name(), CANARY);
      }
      if (setting.kind() == Setting.Kind.URL && setting.name().endsWith("_ENDPOINT")) {
        variables.put(setting.name(), "https://provider.example.com/?key=" + CANARY);
      }
    }
    variables.put("TOKEN_PARAMS", "key=" + CANARY);
    variables.put("STORE", "jdbc:postgresql://db/latchkey?password=" + CANARY);
    RelaySettings settings = RelaySettings.parse(variables);
    assertFalse(settings.printable().toString().contains("canary"), settings::toString);
    Set<Class<?>> seen = new HashSet<>();
    assertNoCanary(settings, seen);
    for (Class<?> type :
        List.of(ClientSettings.class, Endpoints.class, StoreSettings.class, Secret.class)) {
      assertTrue(seen.contains(type), type + " in " + seen);
    }
  }

  /** The text of a value and, if it is of this package, of everything in it. */
  private static void assertNoCanary(Object value, Set<Class<?>> seen) throws Exception {
    assertFalse(String.valueOf(value).contains("canary"), String.valueOf(value));
    if (value instanceof List<?> list) {
      for (Object element : list) {
        assertNoCanary(element, seen);
      }
    }
    if (value == null || value.getClass().getPackage() != Setting.class.getPackage()) {
      return;
    }
    seen.add(value.getClass());
    // WebUrl.query() is what endpoints are called with; its text alone must not print.
    if (value.getClass().isRecord() && !(value instanceof WebUrl)) {
      for (var component : value.getClass().getRecordComponents()) {
        assertNoCanary(component.getAccessor().invoke(value), seen);
      }
    }
  }

  @Test
  void allInvalidSettingsAreReportedEachOnce() {
    Map<String, String> variables = T38SettingsTest.valid();
    variables.remove("CLIENT_ID");
    variables.put("REDIRECT_URI", "https://relay.example.com/");
    variables.put("PKCE", "plane");
    variables.put("PORT", "http");
    variables.put("PLUGIN_URI", "https://localhost:5173/plugin,localhost");
    variables.put("TLS_CERT", "a.pem");
    SettingsException e =
        assertThrows(SettingsException.class, () -> RelaySettings.parse(variables));
    Set<String> names = new HashSet<>();
    e.messages().forEach(message -> names.add(message.substring(0, message.indexOf(' '))));
    assertEquals(
        Set.of("CLIENT_ID", "REDIRECT_URI", "PKCE", "PORT", "PLUGIN_URI", "TLS_KEY"), names);
    assertEquals(6, e.messages().size(), e.getMessage());
    assertEquals(String.join("\n", e.messages()), e.getMessage());
  }

  @Test
  void anInvalidPluginUriNamesTheEntryAndTheReason() {
    Map<String, String> variables = T38SettingsTest.valid();
    variables.put("PLUGIN_URI", "https://a.example.com,https://localhost:5173/plugin");
    assertEquals(
        "PLUGIN_URI contains https://localhost:5173/plugin, which is not an origin because it has a"
            + " path. Write https://localhost:5173.",
        T38SettingsTest.assertNames("PLUGIN_URI", variables));
  }

  @Test
  void aMissingClientSecretSaysWhoRequiresIt() {
    Map<String, String> variables = T38SettingsTest.valid();
    variables.remove("CLIENT_SECRET");
    variables.put("RELAY_SECRET", CANARY);
    variables.put("PROVIDER", "acme");
    Presets presets =
        new Presets() {
          @Override
          public Map<String, String> find(String provider) {
            return Map.of("TOKEN_AUTH", "basic");
          }

          @Override
          public List<String> names() {
            return List.of("acme");
          }
        };
    SettingsException e =
        assertThrows(SettingsException.class, () -> RelaySettings.parse(variables, presets));
    assertEquals(
        "CLIENT_SECRET is missing. TOKEN_AUTH=basic requires it (PROVIDER sets it). Set it, or set"
            + " TOKEN_AUTH=post for a public client.",
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "SCOPES, SCOPE",
    "CLEINT_ID, CLIENT_ID",
    "REDIRECT_URL, REDIRECT_URI",
    "AUTHORIZATION_ENDPOINT, AUTHORIZE_ENDPOINT",
    "client_secret, ",
    "FAVOURITE_COLOUR, ",
  })
  void anUnknownNameThatWasWrittenForTheRelayIsReportedWithTheNearest(String name, String near)
      throws Exception {
    String warning = name + " is not a setting of the relay and has no effect.";
    assertEquals(
        List.of(near == null ? warning : warning + " Did you mean " + near + "?"),
        warnings(name, "x", true));
  }

  @Test
  void ofTheEnvironmentOnlyNamesThatCloselyResembleASettingAreReported() throws Exception {
    assertEquals(1, warnings("CLEINT_ID", "x", false).size());
    for (String name : List.of("PATH", "SPORT", "LOG_LEVEL", "AUTHORIZATION_ENDPOINT", "PGHOST")) {
      assertEquals(List.of(), warnings(name, "x", false));
    }
  }

  @Test
  void withSeveralPluginsANameWithoutAPluginIsReported() throws Exception {
    Map<String, String> variables = PluginsSettingTest.valid();
    variables.put("SCOPE", "a");
    variables.put("AIRTABLE_SCOPES", "a");
    List<String> warnings =
        RelaySettings.parse(variables, variables.keySet(), Presets.NONE).warnings();
    assertEquals(
        Set.of(
            "SCOPE has no effect, because PLUGINS is set. Write AIRTABLE_SCOPE.",
            "AIRTABLE_SCOPES is not a setting of the relay and has no effect. Did you mean"
                + " AIRTABLE_SCOPE?"),
        Set.copyOf(warnings));
  }

  @Test
  void quotationMarksThatArePartOfAValueAreReported() throws Exception {
    List<String> warnings = warnings("CLIENT_SECRET", "\"" + CANARY + "\"", false);
    assertEquals(1, warnings.size());
    assertTrue(warnings.get(0).startsWith("CLIENT_SECRET begins and ends with"), warnings.get(0));
  }

  @Test
  void pathsAndPasswordsMayContainAnyCharacter() throws Exception {
    Map<String, String> variables = T38SettingsTest.valid();
    variables.put("TLS_CERT", "/Users/José/cert.pem");
    variables.put("TLS_KEY", "/Users/José/key.pem");
    variables.put("STORE", "jdbc:postgresql://db/latchkey");
    variables.put("PGPASSWORD", " pässwörd ");
    RelaySettings settings = RelaySettings.parse(variables);
    assertEquals("/Users/José/cert.pem", settings.tlsCert());
    assertEquals(" pässwörd ", settings.store().password().reveal());
  }

  private static List<String> warnings(String name, String value, boolean isWritten)
      throws SettingsException {
    Map<String, String> variables = T38SettingsTest.valid();
    variables.put(name, value);
    return RelaySettings.parse(variables, isWritten ? List.of(name) : List.of(), Presets.NONE)
        .warnings();
  }
}
