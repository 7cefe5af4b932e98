package io.github.latchkey.relay.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.server.TestHost;
import io.github.latchkey.relay.server.TestRelay;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a relay of several plugins prints when it starts, and that one server serves them all. */
final class StartOfSeveralTest {
  private static void asPlugins(Map<String, String> settings) {
    Map<String, String> one = new LinkedHashMap<>(settings);
    settings.put("PLUGINS", "alpha,my-beta");
    for (String name : new String[] {"alpha", "my-beta"}) {
      String prefix = name.toUpperCase().replace('-', '_') + "_";
      one.forEach(
          (key, value) ->
              settings.put(prefix + key, value.replace("/redirect", "/" + name + "/redirect")));
      settings.remove(prefix + "RELAY_SECRET");
    }
    settings.put("MY_BETA_PLUGIN_NAME", "Beta");
  }

  @Test
  void eachPluginsSettingsAreNamedAndEachAnswersUnderItsName() throws Exception {
    try (TestRelay relay = new TestRelay(StartOfSeveralTest::asPlugins)) {
      String log = relay.log();
      assertTrue(log.contains("  ALPHA_CLIENT_ID=plugin-7\n"), log);
      assertTrue(log.contains("  MY_BETA_CLIENT_SECRET=***\n"), log);
      assertTrue(log.contains("  MY_BETA_PLUGIN_NAME=Beta\n"), log);
      assertTrue(log.contains("  RELAY_SECRET=***\n"), log);
      assertFalse(log.contains("\n  CLIENT_ID"), log);
      assertTrue(relay.provider.canaries().all().stream().noneMatch(log::contains));
      String urls = relay.origin() + "/alpha, " + relay.origin() + "/my-beta on port ";
      assertTrue(log.contains(" serves " + urls), log);
      assertEquals(200, relay.client.post("/alpha/authorize", "").statusCode());
      assertEquals(200, relay.client.post("/my-beta/authorize", "").statusCode());
      assertEquals(404, relay.client.post("/authorize", "").statusCode());
      TestHost.await(() -> relay.log().contains(" POST /my-beta/authorize 200 "));
    }
  }
}
