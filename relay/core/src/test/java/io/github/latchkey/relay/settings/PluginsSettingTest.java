package io.github.latchkey.relay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several plugins in one relay, each from settings of its own. */
final class PluginsSettingTest {
  /** Settings of two plugins that are in order. */
  static Map<String, String> valid() {
    Map<String, String> variables = new HashMap<>();
    variables.put("PLUGINS", "airtable, my-notion");
    variables.put("RELAY_SECRET", "canary-relay-0123456789-0123456789");
    T38SettingsTest.valid().forEach((name, value) -> variables.put("AIRTABLE_" + name, value));
    T38SettingsTest.valid().forEach((name, value) -> variables.put("MY_NOTION_" + name, value));
    variables.put("AIRTABLE_REDIRECT_URI", "https://relay.example.com/airtable/redirect");
    variables.put("MY_NOTION_REDIRECT_URI", "https://relay.example.com/my-notion/redirect");
    variables.put("MY_NOTION_CLIENT_ID", "client-2");
    return variables;
  }

  @Test
  void eachPluginHasSettingsOfItsOwnUnderItsName() throws Exception {
    Map<String, String> variables = valid();
    variables.put("AIRTABLE_SCOPE", "a b");
    variables.put("MY_NOTION_LOGIN_CONFIRMATION", "off");
    RelaySettings settings = RelaySettings.parse(variables);
    PluginSettings airtable = settings.plugins().get(0);
    PluginSettings notion = settings.plugins().get(1);
    assertEquals(2, settings.plugins().size());
    assertEquals("/airtable", airtable.basePath());
    assertEquals("/my-notion", notion.basePath());
    assertEquals("client-1", airtable.provider().client().id());
    assertEquals("client-2", notion.provider().client().id());
    assertEquals("a b", airtable.provider().authorization().scope());
    assertEquals("", notion.provider().authorization().scope());
    assertTrue(airtable.isConfirmed());
    assertFalse(notion.isConfirmed());
    assertEquals(8787, settings.port());
  }

  @Test
  void aSettingWithoutTheNameStandsInForNone() throws Exception {
    Map<String, String> variables = valid();
    variables.put("SCOPE", "everything");
    variables.put("PLUGIN_URI", "https://plugin.example.com");
    for (PluginSettings plugin : RelaySettings.parse(variables).plugins()) {
      assertEquals("", plugin.provider().authorization().scope());
      assertFalse(plugin.allowedOrigins().allows("https://plugin.example.com"));
    }
    variables.put("CLIENT_ID", "client-3");
    variables.remove("MY_NOTION_CLIENT_ID");
    assertNames("MY_NOTION_CLIENT_ID", variables);
  }

  @Test
  void whatIsOfTheProcessHasNoName() throws Exception {
    Map<String, String> variables = valid();
    variables.put("PORT", "9000");
    variables.put("AIRTABLE_PORT", "tcp://10.0.0.1:5432"); // as Kubernetes names a service
    assertEquals(9000, RelaySettings.parse(variables).port());
    variables.put("AIRTABLE_RELAY_SECRET", "0123456789-0123456789-0123456789");
    assertNames("AIRTABLE_RELAY_SECRET", variables);
  }

  @Test
  void settingsPrintUnderTheirWholeNameAndWarningsSayWhoseTheyAre() throws Exception {
    Map<String, String> variables = valid();
    variables.put("MY_NOTION_LOGIN_CONFIRMATION", "off");
    variables.put("MY_NOTION_PKCE", "S256");
    RelaySettings settings = RelaySettings.parse(variables);
    assertEquals("client-1", settings.printable().get("AIRTABLE_CLIENT_ID"));
    assertEquals("client-2", settings.printable().get("MY_NOTION_CLIENT_ID"));
    assertEquals("***", settings.printable().get("MY_NOTION_CLIENT_SECRET"));
    assertEquals("***", settings.printable().get("RELAY_SECRET"));
    assertEquals("airtable, my-notion", settings.printable().get("PLUGINS"));
    assertFalse(settings.printable().containsKey("CLIENT_ID"));
    assertFalse(settings.printable().toString().contains("canary"));
    assertEquals(1, settings.warnings().size());
    assertTrue(settings.warnings().get(0).startsWith("MY_NOTION_LOGIN_CONFIRMATION"));
  }

  @Test
  void withoutRelaySecretEachHasTheKeyOfItsOwnClientSecret() throws Exception {
    Map<String, String> variables = valid();
    variables.remove("RELAY_SECRET");
    variables.put("MY_NOTION_CLIENT_SECRET", "another-0123456789-0123456789-0123456789");
    RelaySettings settings = RelaySettings.parse(variables);
    List<String> secrets =
        settings.plugins().stream().map(p -> p.relaySecrets().get(0).reveal()).toList();
    assertEquals(
        List.of(variables.get("AIRTABLE_CLIENT_SECRET"), variables.get("MY_NOTION_CLIENT_SECRET")),
        secrets);
    assertEquals(
        "from CLIENT_SECRET or CLIENT_ID of each", settings.printable().get("RELAY_SECRET"));
    variables.put("MY_NOTION_CLIENT_SECRET", "short");
    assertNames("RELAY_SECRET", variables);
  }

  @ParameterizedTest
  @ValueSource(strings = {"airtable,,my-notion", "air table", "a/b", "a_b", "é", "a-b,A-B"})
  void namesAreLettersDigitsAndHyphensNoTwoAlike(String names) {
    Map<String, String> variables = valid();
    variables.put("PLUGINS", names);
    assertNames("PLUGINS", variables);
  }

  @ParameterizedTest
  @CsvSource({
    "AIRTABLE_REDIRECT_URI, https://relay.example.com/redirect, AIRTABLE_REDIRECT_URI",
    "AIRTABLE_REDIRECT_URI, https://relay.example.com/my-notion/redirect, AIRTABLE_REDIRECT_URI",
    "AIRTABLE_REDIRECT_URI, https://relay.example.com/xairtable/redirect, AIRTABLE_REDIRECT_URI",
    "AIRTABLE_REDIRECT_URI, https://other.example.com/airtable/redirect, PLUGINS",
    "MY_NOTION_TOKEN_ENDPOINT, notion, MY_NOTION_TOKEN_ENDPOINT",
    "MY_NOTION_LOGIN_SECONDS, 0, MY_NOTION_LOGIN_SECONDS",
  })
  void aWrongSettingIsNamedWithItsPlugin(String name, String value, String named) {
    Map<String, String> variables = valid();
    variables.put(name, value);
    assertNames(named, variables);
  }

  private static void assertNames(String name, Map<String, String> variables) {
    SettingsException e =
        assertThrows(SettingsException.class, () -> RelaySettings.parse(variables));
    assertEquals(name, e.setting(), e.getMessage());
    assertTrue(e.getMessage().startsWith(name + " "), e.getMessage());
    assertFalse(e.getMessage().contains("canary"), e.getMessage());
  }
}
