package io.github.latchkey.relay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A relay never starts with a setting that is missing or wrong, and names the one that is. */
final class T38SettingsTest {
  /** Settings of a public relay that are in order. */
  static Map<String, String> valid() {
    Map<String, String> variables = new HashMap<>();
    variables.put("CLIENT_ID", "client-1");
    variables.put("CLIENT_SECRET", "canary-0123456789-0123456789-0123456789");
    variables.put("REDIRECT_URI", "https://relay.example.com/redirect");
    variables.put("AUTHORIZE_ENDPOINT", "https://provider.example.com/authorize");
    variables.put("TOKEN_ENDPOINT", "https://provider.example.com/token");
    variables.put("PLUGIN_ID", "abc123");
    return variables;
  }

  @Test
  void validSettingsAreTaken() throws Exception {
    RelaySettings settings = RelaySettings.parse(valid());
    assertEquals("https://relay.example.com", settings.plugin().publicOrigin());
    assertEquals("", settings.plugin().basePath());
    assertEquals(8787, settings.port());
    assertEquals(900, settings.plugin().loginSeconds());
    assertTrue(settings.plugin().isCompatible());
    assertTrue(settings.plugin().provider().authorization().isPkce());
  }

  @ParameterizedTest
  @ValueSource(strings = {"CLIENT_ID", "REDIRECT_URI", "AUTHORIZE_ENDPOINT", "TOKEN_ENDPOINT"})
  void aMissingOrBlankSettingIsNamed(String name) {
    Map<String, String> missing = valid();
    missing.remove(name);
    assertNames(name, missing);
    Map<String, String> blank = valid();
    blank.put(name, " \t ");
    assertNames(name, blank);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CLIENT_ID|clïent",
        "CLIENT_SECRET|secrét-0123456789-0123456789-0123456789",
        "REDIRECT_URI|relay.example.com/redirect",
        "REDIRECT_URI|/redirect",
        "REDIRECT_URI|http://relay.example.com/redirect",
        "REDIRECT_URI|http://localhost.example.com/redirect",
        "REDIRECT_URI|http://127.0.0.1.example.com/redirect",
        "REDIRECT_URI|ftp://localhost/redirect",
        "REDIRECT_URI|https://relay.example.com/",
        "REDIRECT_URI|https://relay.example.com/redirect/",
        "REDIRECT_URI|https://relay.example.com/redirect?a=b",
        "REDIRECT_URI|https://relay.example.com/redirect#a",
        "REDIRECT_URI|https://user@relay.example.com/redirect",
        "REDIRECT_URI|https://user:pw@relay.example.com/redirect",
        "REDIRECT_URI|https://relay.example.com:0/redirect",
        "REDIRECT_URI|https://relay.example.com:65536/redirect",
        "REDIRECT_URI|https://relay.example.com:x/redirect",
        "REDIRECT_URI|https://relay.example.com:/redirect",
        "REDIRECT_URI|https:///redirect",
        "REDIRECT_URI|https://relay..example.com/redirect",
        "REDIRECT_URI|https://relay_example.com/redirect",
        "REDIRECT_URI|https://relay.example.com//redirect",
        "REDIRECT_URI|https://relay.example.com/../redirect",
        "REDIRECT_URI|https://relay.example.com/%61/redirect",
        "REDIRECT_URI|https://relay.example.com/a b/redirect",
        "AUTHORIZE_ENDPOINT|provider",
        "AUTHORIZE_ENDPOINT|http://provider.example.com/authorize",
        "AUTHORIZE_ENDPOINT|https://provider.example.com/authorize#top",
        "AUTHORIZE_ENDPOINT|https://provider.example.com/authorize?state=1",
        "AUTHORIZE_ENDPOINT|https://provider.example.com/authorize?%73tate=1",
        "AUTHORIZE_ENDPOINT|https://provider.example.com/authorize?a=1&a=2",
        "AUTHORIZE_ENDPOINT|https://provider.example.com/authorize?a=%zz",
        "TOKEN_ENDPOINT|http://provider.example.com/token",
        "TOKEN_ENDPOINT|javascript:alert(1)",
        "TOKEN_ENDPOINT|https://provider.example.com/token?client_secret=x",
        "REFRESH_ENDPOINT|https://provider.example.com/token?grant_type=x",
        "METRICS_PORT|0",
        "METRICS_PORT|65536",
        "METRICS_ADDRESS|10.0.0.5:9464",
        "LOG_FORMAT|xml",
        "API_ORIGINS|api.example.com",
        "API_ORIGINS|http://api.example.com",
        "API_ORIGINS|https://api.example.com/",
        "API_ORIGINS|https://api.example.com/v1",
        "API_ORIGINS|https://api.example.com?a",
        "API_ORIGINS|https://api.example.com:8443",
        "API_ORIGINS|https://user@api.example.com",
        "API_ORIGINS|https://*.example.com",
        "API_ORIGINS|https://{subdomain}.com",
        "API_ORIGINS|https://{subdomain}.0.0.1",
        "API_ORIGINS|https://api.{subdomain}.example.com",
        "API_ORIGINS|https://{subdomain}.localhost",
        "API_HEADERS|Set-Cookie",
        "API_HEADERS|X-Frame-Options",
        "API_HEADERS|x-a b",
        "API_HEADERS|x-a:b",
        "SCOPE_PARAM|state",
        "SCOPE_PARAM|a b",
        "TOKEN_PARAMS|code=1",
        "TOKEN_PARAMS|a=1&a=2",
        "TOKEN_MEMBER|a b",
        "TOKEN_MEMBER|\"a\"",
        "INVALID_GRANT|a,,b",
        "INVALID_GRANT|a b",
        "REFUSED_SUBDOMAINS|www,A",
        "REFUSED_SUBDOMAINS|www.a",
        "ISSUER_REQUIRED|yes",
        "API_ORIGINS|https://localhost:8080",
        "API_ORIGINS|http://127.0.0.1",
        "API_ORIGINS|https://10.0.0.1",
        "API_ORIGINS|https://[fd00::1]",
        "API_ORIGINS|https://intranet",
        "API_ORIGINS|https://api.example.com.",
        "API_ORIGINS|https://api.example.com,https://API.example.com:443",
        "API_ORIGINS|*",
        "REVOCATION_ENDPOINT|http://provider.example.com/revoke",
        "REVOCATION_ENDPOINT|https://provider.example.com/revoke?token=x",
        "TOKEN_ENDPOINT|https://{subdomain}.com/token",
        "TOKEN_ENDPOINT|https://{subdomain}/token",
        "TOKEN_ENDPOINT|https://{subdomain}.0.0.1/token",
        "TOKEN_ENDPOINT|https://{subdomain}.example.com./token",
        "TOKEN_ENDPOINT|https://{subdomain}.[::1]/token",
        "TOKEN_ENDPOINT|https://{subdomain}example.com/token",
        "TOKEN_ENDPOINT|https://{subdomain}:443/token",
        "TOKEN_ENDPOINT|https://a{subdomain}.example.com/token",
        "TOKEN_ENDPOINT|https://api.{subdomain}.example.com/token",
        "TOKEN_ENDPOINT|https://{subdomain}.{subdomain}.example.com/token",
        "TOKEN_ENDPOINT|https://{subdomain}@example.com/token",
        "TOKEN_ENDPOINT|https://{shop}.example.com/token",
        "TOKEN_ENDPOINT|https://example.com/{subdomain}/token",
        "TOKEN_ENDPOINT|https://example.com/?a=://{subdomain}.example.com",
        "TOKEN_ENDPOINT|http://{subdomain}.example.com/token",
        "REDIRECT_URI|https://{subdomain}.example.com/redirect",
        "AUTHORIZE_PARAMS|state=1",
        "AUTHORIZE_PARAMS|a=1&a=2",
        "AUTHORIZE_PARAMS|a=%",
        "AUTHORIZE_PARAMS|client_secret=x",
        "SCOPE_SEPARATOR|blank",
        "SCOPE_SEPARATOR|x",
        "TOKEN_AUTH|header",
        "TOKEN_AUTH|POST",
        "TOKEN_BODY|xml",
        "PKCE|plain",
        "PKCE|s256",
        "COMPATIBLE|yes",
        "LOGIN_SECONDS|0",
        "LOGIN_SECONDS|3601",
        "LOGIN_SECONDS|-1",
        "LOGIN_SECONDS|15m",
        "LOGIN_SECONDS|9999999999",
        "LOGIN_SECONDS|1.5",
        "PORT|0",
        "PORT|65536",
        "PORT|http",
        "PLUGIN_URI|localhost:5173",
        "PLUGIN_URI|https://localhost:5173/plugin",
        "PLUGIN_URI|https://a.example.com,,https://b.example.com",
        "PLUGIN_URI|http://a.example.com",
        "PLUGIN_URI|*",
        "PLUGIN_URI|null",
        "PLUGIN_ID|abc.def",
        "PLUGIN_ID|abc/def",
        "PLUGIN_ID|-abc",
        "PLUGIN_ID|*",
        "PLUGIN_PARENT_DOMAIN|https://plugins.framercdn.com",
        "PLUGIN_PARENT_DOMAIN|.com",
        "PLUGIN_PARENT_DOMAIN|com.",
        "RELAY_SECRET|0123456789012345678901234567890",
        "RELAY_SECRET|01234567890123456789012345678901,short",
        "RELAY_SECRET|01234567890123456789012345678901,",
        "LOGIN_CONFIRMATION|on",
        "PLUGIN_NAME|0123456789012345678901234567890123456789012345678901234567890",
        "PLUGIN_NAME|a\u0007b",
        "PLUGIN_NAME|a\ud83d",
        "PLUGIN_ICON|https://example.com/icon.png",
        "PLUGIN_ICON|data:text/html;base64,aWNvbg==",
        "PLUGIN_ICON|data:image/png,icon",
        "PLUGIN_ICON|data:image/png;base64,",
        "PLUGIN_ICON|data:image/png;base64,aWN",
        "PLUGIN_ICON|data:image/png;base64,aW\"v",
        "STORE|postgres",
        "STORE|Memory",
        "STORE|jdbc:mysql://db/latchkey",
        "STORE|postgresql://db/latchkey",
        "STORE|jdbc:postgresql:",
        "STORE|jdbc:postgresql://db/latch key",
        "STORE|jdbc:postgresql://db/latchkey;password=x",
      })
  void aMalformedSettingIsNamed(String name, String value) {
    Map<String, String> variables = valid();
    variables.put(name, value);
    assertNames(name, variables);
  }

  @Test
  void theStoreIsMemoryOrADatabaseWhoseSecretsDoNotPrint() throws Exception {
    Map<String, String> variables = valid();
    variables.put("PGUSER", "relay");
    variables.put("PGPASSWORD", "canary");
    for (String memory : new String[] {null, "memory"}) {
      variables.put("STORE", memory);
      RelaySettings settings = RelaySettings.parse(variables);
      assertNull(settings.store().url());
      assertEquals("memory", settings.printable().get("STORE"));
      assertFalse(settings.printable().containsKey("PGUSER"));
    }
    String place = "jdbc:postgresql://db-1.example.com:5432,[::1]/latch_key";
    variables.put("STORE", place + "?user=u&password=canary@&sslmode=require");
    RelaySettings settings = RelaySettings.parse(variables);
    assertEquals(variables.get("STORE"), settings.store().url().reveal());
    assertEquals("relay", settings.store().user());
    assertEquals("canary", settings.store().password().reveal());
    assertEquals(place + "?***", settings.printable().get("STORE"));
    assertEquals("***", settings.printable().get("PGPASSWORD"));
    assertFalse(settings.toString().contains("canary"), settings.toString());
    variables.put("STORE", "jdbc:postgresql://relay:canary@db/latchkey");
    String message = assertNames("STORE", variables);
    assertTrue(message.contains("PGPASSWORD"), message);
    assertFalse(message.contains("canary"), message);
  }

  @Test
  void theParametersOfAnEndpointAndOfAuthorizeParamsMustDiffer() {
    Map<String, String> variables = valid();
    variables.put("AUTHORIZE_ENDPOINT", "https://provider.example.com/authorize?access_type=x");
    variables.put("AUTHORIZE_PARAMS", "access_type=offline");
    assertNames("AUTHORIZE_PARAMS", variables);
  }

  @Test
  void basicAuthenticationNeedsAClientSecret() {
    Map<String, String> variables = valid();
    variables.put("RELAY_SECRET", "01234567890123456789012345678901");
    variables.put("TOKEN_AUTH", "basic");
    variables.remove("CLIENT_SECRET");
    assertNames("CLIENT_SECRET", variables);
  }

  @Test
  void certificateAndKeyGoTogetherAndWithHttps() {
    Map<String, String> variables = valid();
    variables.put("TLS_CERT", "a.pem");
    assertNames("TLS_KEY", variables);
    variables.remove("TLS_CERT");
    variables.put("TLS_KEY", "b.pem");
    assertNames("TLS_CERT", variables);
    variables.put("TLS_CERT", "a.pem");
    variables.put("REDIRECT_URI", "http://localhost:8787/redirect");
    assertNames("TLS_CERT", variables);
  }

  @Test
  void loginsAreConfirmedUnlessThatIsSwitchedOff() throws Exception {
    Map<String, String> variables = valid();
    assertTrue(RelaySettings.parse(variables).plugin().isConfirmed());
    assertEquals("page", RelaySettings.parse(variables).printable().get("LOGIN_CONFIRMATION"));
    variables.put("LOGIN_CONFIRMATION", "page");
    assertTrue(RelaySettings.parse(variables).plugin().isConfirmed());
    variables.put("LOGIN_CONFIRMATION", "off");
    assertFalse(RelaySettings.parse(variables).plugin().isConfirmed());
  }

  @Test
  void aPluginsNameMayBeInAnyScript() throws Exception {
    Map<String, String> variables = valid();
    for (String name : new String[] {"Café <3 & Co", "プラグイン", "Plugin \ud83d\ude80"}) {
      variables.put("PLUGIN_NAME", " " + name);
      assertEquals(name, RelaySettings.parse(variables).plugin().pluginName());
    }
  }

  @Test
  void aPluginsIconIsAnImageOfAtMost8192Characters() throws Exception {
    Map<String, String> variables = valid();
    assertNull(RelaySettings.parse(variables).plugin().pluginIcon());
    for (String type : new String[] {"png", "jpeg", "webp", "svg+xml"}) {
      String prefix = "data:image/" + type + ";base64,";
      String icon = prefix + "A".repeat((8192 - prefix.length()) / 4 * 4);
      variables.put("PLUGIN_ICON", icon);
      RelaySettings settings = RelaySettings.parse(variables);
      assertEquals(icon, settings.plugin().pluginIcon());
      assertEquals(
          "a data URL of " + icon.length() + " characters",
          settings.printable().get("PLUGIN_ICON"));
      variables.put("PLUGIN_ICON", icon + "AAAA");
      assertNames("PLUGIN_ICON", variables);
    }
  }

  @Test
  void thePortIsThatOfALocalRedirectUri() throws Exception {
    Map<String, String> variables = valid();
    variables.put("REDIRECT_URI", "https://localhost:4321/redirect");
    assertEquals(4321, RelaySettings.parse(variables).port());
    variables.put("REDIRECT_URI", "https://relay.example.com:4321/redirect");
    assertEquals(8787, RelaySettings.parse(variables).port());
    variables.put("PORT", "9000");
    assertEquals(9000, RelaySettings.parse(variables).port());
  }

  @Test
  void theBasePathIsWhatStandsBeforeRedirect() throws Exception {
    Map<String, String> variables = valid();
    variables.put("REDIRECT_URI", "https://Relay.Example.com:443/team/airtable/redirect");
    PluginSettings plugin = RelaySettings.parse(variables).plugin();
    assertEquals("/team/airtable", plugin.basePath());
    assertEquals("https://relay.example.com", plugin.publicOrigin());
  }

  @Test
  void scopesArePassedOnAsTheyAreUnlessASeparatorIsNamed() throws Exception {
    assertEquals("a,b c", scope("a,b c", null));
    assertEquals("a b c", scope(" a, b  c ,", "space"));
    assertEquals("a,b,c", scope("a b,c", "comma"));
    assertEquals("a+b", scope("a b", "+"));
    assertEquals("", scope(" ", "space"));
  }

  private static String scope(String scope, String separator) throws SettingsException {
    Map<String, String> variables = valid();
    variables.put("SCOPE", scope);
    variables.put("SCOPE_SEPARATOR", separator);
    return RelaySettings.parse(variables).plugin().provider().authorization().scope();
  }

  @Test
  void secretsDoNotPrint() throws Exception {
    Map<String, String> variables = valid();
    variables.put(
        "RELAY_SECRET", "canary-a-01234567890123456789012,canary-b-01234567890123456789012");
    variables.put("TOKEN_ENDPOINT", "https://provider.example.com/token?key=canary");
    variables.put("SCOPE", "a,b");
    RelaySettings settings = RelaySettings.parse(variables);
    assertEquals("***", settings.printable().get("CLIENT_SECRET"));
    assertEquals("*** (2)", settings.printable().get("RELAY_SECRET"));
    assertEquals("client-1", settings.printable().get("CLIENT_ID"));
    assertEquals("8787", settings.printable().get("PORT"));
    assertFalse(settings.toString().contains("canary"), settings.toString());
    assertFalse(settings.printable().toString().contains("canary"));
  }

  @Test
  void aMessageAboutASecretDoesNotRepeatIt() {
    for (String name : new String[] {"RELAY_SECRET", "CLIENT_SECRET", "STORE"}) {
      Map<String, String> variables = valid();
      variables.put(name, "canary\u00e9");
      String message = assertNames(name, variables);
      assertFalse(message.contains("canary"), message);
    }
  }

  @Test
  void whatIsUnwiseIsWarnedOf() throws Exception {
    Map<String, String> local = valid();
    local.put("REDIRECT_URI", "https://localhost:8787/redirect");
    local.put("PLUGIN_URI", "https://localhost:5173");
    assertEquals(0, warnings(local));
    local.put("REDIRECT_URI", "http://localhost:8787/redirect");
    assertWarns("Safari", local);
    local.put("SCOPE", "a,b");
    assertWarns("SCOPE", local);

    Map<String, String> remote = valid();
    assertEquals(0, warnings(remote));
    remote.put("LOGIN_CONFIRMATION", "off");
    remote.put("PKCE", "S256");
    assertEquals(1, warnings(remote));
    assertWarns("LOGIN_CONFIRMATION", remote);
    remote.put("PKCE", "off");
    assertEquals(2, warnings(remote));
    assertWarns("PKCE too", remote);
    remote.remove("PKCE");
    assertEquals(2, warnings(remote));
    assertWarns("PKCE is not known to be checked", remote);
    remote.remove("PLUGIN_ID");
    assertWarns("PLUGIN_ID", remote);
    remote.put("PLUGIN_URI", "https://localhost:5173");
    assertWarns("https://localhost:5173", remote);
  }

  private static int warnings(Map<String, String> variables) throws SettingsException {
    return RelaySettings.parse(variables).warnings().size();
  }

  private static void assertWarns(String word, Map<String, String> variables)
      throws SettingsException {
    assertNotEquals(
        0,
        RelaySettings.parse(variables).warnings().stream()
            .filter(warning -> warning.contains(word))
            .count(),
        word);
  }

  static String assertNames(String name, Map<String, String> variables) {
    SettingsException e =
        assertThrows(SettingsException.class, () -> RelaySettings.parse(variables));
    assertEquals(name, e.setting(), e.getMessage());
    assertTrue(e.getMessage().startsWith(name + " "), e.getMessage());
    return e.getMessage();
  }
}
