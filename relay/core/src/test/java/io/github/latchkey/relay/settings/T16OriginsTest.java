package io.github.latchkey.relay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No page but the plugin's own may use a relay. */
final class T16OriginsTest {
  private static final String[] PARTS = {
    "https://",
    "http://",
    "HTTPS://",
    "null",
    "",
    "abc123",
    "ABC123",
    "abc1234",
    "abc12",
    "-",
    "--",
    "x",
    "-v1",
    "-9z",
    ".",
    "plugins.framercdn.com",
    "framercdn.com",
    "plugins.framercdn.com.",
    "plugins-framercdn.com",
    "evil.com",
    "@",
    ":443",
    ":80",
    ":5173",
    "/",
    "localhost",
    "localhost:5173",
    "127.0.0.1",
    "[::1]",
    "_",
    "%2e",
    " ",
    "\t",
    "é",
    "*",
    "https",
    "file://"
  };

  @Test
  void tenThousandOriginsAreJudgedAsASecondMatcherJudgesThem() throws Exception {
    AllowedOrigins allowed =
        allowed("https://localhost:5173, https://app.example.com", "ABC123", "https", "localhost");
    Random random = new Random(1);
    List<String> origins = new ArrayList<>();
    while (origins.size() < 10_000) {
      StringBuilder origin = new StringBuilder(random.nextBoolean() ? "https://abc123" : "");
      for (int i = random.nextInt(6); i >= 0; i--) {
        origin.append(PARTS[random.nextInt(PARTS.length)]);
      }
      if (random.nextInt(3) == 0) {
        origin.append(".plugins.framercdn.com");
      }
      origins.add(origin.toString());
    }
    origins.add("https://abc123.plugins.framercdn.com");
    origins.add("https://localhost:5173");
    int allowedCount = 0;
    for (String origin : origins) {
      boolean isAllowed = allowed.allows(origin);
      assertEquals(slowly(origin), isAllowed, origin);
      allowedCount += isAllowed ? 1 : 0;
    }
    assertTrue(allowedCount > 20, "the generator hits too rarely: " + allowedCount);
  }

  /** The rules of PROTOCOL.md once more, by other means. */
  private static boolean slowly(String origin) {
    Pattern plugin = Pattern.compile("https://abc123(-[a-z0-9-]+)?[.]plugins[.]framercdn[.]com");
    return plugin.matcher(origin).matches()
        || origin.equals("https://localhost:5173")
        || origin.equals("https://app.example.com");
  }

  @Test
  void anEmptyPluginIdAllowsNothing() throws Exception {
    AllowedOrigins allowed = allowed("https://app.example.com", " ", "https", "localhost");
    assertFalse(allowed.allows("https://.plugins.framercdn.com"));
    assertFalse(allowed.allows("https://-x.plugins.framercdn.com"));
    assertFalse(allowed.allows("https://null.plugins.framercdn.com"));
    assertTrue(allowed.allows("https://app.example.com"));
  }

  @Test
  void aPublicRelayDoesNotServeLocalhost() throws Exception {
    AllowedOrigins allowed =
        allowed("https://localhost:5173,https://a.localhost", "abc", "https", "relay.example.com");
    assertFalse(allowed.allows("https://localhost:5173"));
    assertFalse(allowed.allows("https://a.localhost"));
    assertTrue(allowed.allows("https://abc.plugins.framercdn.com"));
  }

  @Test
  void aLocalRelayServesTheListedPortsOnly() throws Exception {
    AllowedOrigins allowed = allowed("https://localhost:5173", "abc", "http", "localhost:8787");
    assertTrue(allowed.allows("https://localhost:5173"));
    assertFalse(allowed.allows("https://localhost:5174"));
    assertFalse(allowed.allows("http://localhost:5173"));
    assertFalse(allowed.allows("https://localhost"));
  }

  @Test
  void anotherParentDomainTakesThePlaceOfFramers() throws Exception {
    Map<String, String> variables = T38SettingsTest.valid();
    variables.put("PLUGIN_ID", "abc");
    variables.put("PLUGIN_PARENT_DOMAIN", "Plugins.Example.org");
    AllowedOrigins allowed = RelaySettings.parse(variables).plugin().allowedOrigins();
    assertTrue(allowed.allows("https://abc-1.plugins.example.org"));
    assertFalse(allowed.allows("https://abc.plugins.framercdn.com"));
  }

  @Test
  void theNullOriginIsNobodys() throws Exception {
    assertFalse(allowed("https://localhost:5173", "null", "http", "localhost").allows("null"));
  }

  private static AllowedOrigins allowed(
      String pluginUri, String pluginId, String scheme, String relayHost) throws Exception {
    Map<String, String> variables = new HashMap<>(T38SettingsTest.valid());
    variables.put("REDIRECT_URI", scheme + "://" + relayHost + "/redirect");
    variables.put("PLUGIN_URI", pluginUri);
    variables.put("PLUGIN_ID", pluginId);
    return RelaySettings.parse(variables).plugin().allowedOrigins();
  }

  @Test
  void onLocalhostTheOriginOfFramersTemplateIsAllowedUnlessPluginUriIsSet() throws Exception {
    Map<String, String> variables = T38SettingsTest.valid();
    variables.put("PLUGIN_ID", "");
    variables.put("REDIRECT_URI", "https://localhost:8787/redirect");
    RelaySettings settings = RelaySettings.parse(variables);
    assertTrue(settings.plugin().allowedOrigins().allows("https://localhost:5173"));
    assertEquals("https://localhost:5173", settings.printable().get("PLUGIN_URI"));
    assertEquals(List.of(), settings.warnings());
    variables.put("PLUGIN_URI", "https://localhost:3000");
    assertFalse(
        RelaySettings.parse(variables).plugin().allowedOrigins().allows("https://localhost:5173"));
  }

  @Test
  void aRelayInPublicServesLocalhostOnlyWithLocalPlugins() throws Exception {
    Map<String, String> variables = T38SettingsTest.valid();
    variables.put("PLUGIN_URI", "https://localhost:5173");
    RelaySettings refused = RelaySettings.parse(variables);
    assertFalse(refused.plugin().allowedOrigins().allows("https://localhost:5173"));
    assertTrue(refused.warnings().get(0).endsWith("set LOCAL_PLUGINS=on."), refused::toString);
    variables.put("LOCAL_PLUGINS", "on");
    RelaySettings allowed = RelaySettings.parse(variables);
    assertTrue(allowed.plugin().allowedOrigins().allows("https://localhost:5173"));
    assertTrue(allowed.warnings().get(0).startsWith("LOCAL_PLUGINS is on:"), allowed::toString);
    variables.remove("PLUGIN_URI");
    assertFalse(
        RelaySettings.parse(variables).plugin().allowedOrigins().allows("https://localhost:5173"));
  }
}
