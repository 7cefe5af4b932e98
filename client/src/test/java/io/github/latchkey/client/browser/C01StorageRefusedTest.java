package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A browser that refuses storage must not cost more than having to log in at the next visit. */
class C01StorageRefusedTest {
  private static final String REFUSE =
      "const refuse = () => { throw new DOMException('refused', 'SecurityError'); };";

  @RegisterExtension final Stage stage = new Stage();

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            "the storages themselves",
            "for (const name of ['localStorage', 'sessionStorage'])"
                + " Object.defineProperty(globalThis, name, { get: refuse });"),
        Arguments.of(
            "every call",
            "for (const name of ['getItem', 'setItem', 'removeItem'])"
                + " Storage.prototype[name] = refuse;"),
        Arguments.of("to write", "Storage.prototype.setItem = refuse;"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void theLoginLastsForTheVisitAndTheSnapshotSaysSo(String name, String script) {
    stage.context().addInitScript(REFUSE + script);
    PluginPage plugin = stage.openPlugin();
    Object first = stage.login(plugin).get("access_token");
    assertEquals(true, plugin.snapshot().get("isSignedIn"));
    assertEquals(false, plugin.snapshot().get("isPersisted"));
    assertEquals("200", callTheApi(plugin));
    stage.provider().endAccessTokens();
    assertEquals("200", callTheApi(plugin));
    assertFalse(first.equals(plugin.evaluate("client.tokens.access_token")));
    assertEquals(1, stage.provider().refreshes());
    assertEquals("undefined", plugin.outcome("String(await client.logout())").text());
    assertFalse(plugin.isSignedIn());
    stage.login(plugin);
    plugin.reload();
    assertFalse(plugin.isSignedIn());
  }

  @Test
  void aStorageThatIsRefusedInTheMiddleOfAVisitSignsNobodyOut() {
    PluginPage plugin = stage.openPlugin();
    stage.login(plugin);
    plugin.evaluate(
        "void ['getItem', 'setItem', 'removeItem'].forEach((name) => Storage.prototype[name] ="
            + " () => { throw new DOMException('refused', 'SecurityError'); })");
    stage.provider().endAccessTokens();
    assertEquals("200", callTheApi(plugin));
    assertEquals("200", callTheApi(plugin));
    assertEquals(1, stage.provider().refreshes());
    assertEquals(false, plugin.snapshot().get("isPersisted"));
  }

  @Test
  void aStorageThatRefusesToWriteIsSaidAndTheLoginLastsForTheVisit() {
    PluginPage plugin =
        stage.openPlugin(
            "storage: { getItem: () => null, removeItem() {},"
                + " setItem() { throw new DOMException('full', 'QuotaExceededError'); } }");
    stage.login(plugin);
    Map<String, Object> snapshot = plugin.snapshot();
    assertEquals(true, snapshot.get("isSignedIn"));
    assertEquals(false, snapshot.get("isPersisted"));
    assertEquals(
        "200",
        plugin
            .outcome("(await client.fetch(argument)).status", stage.provider().profileUrl())
            .text());
  }

  @Test
  void aStorageThatAnswersLaterCountsAsRefused() {
    PluginPage plugin =
        stage.openPlugin("storage: { getItem: async () => null, setItem() {}, removeItem() {} }");
    assertEquals(false, plugin.snapshot().get("isPersisted"));
    stage.login(plugin);
    assertEquals(false, plugin.snapshot().get("isPersisted"));
    assertEquals("200", callTheApi(plugin));
    plugin.outcome("client.refresh()").members();
    assertEquals(false, plugin.snapshot().get("isPersisted"));
    assertEquals("200", callTheApi(plugin));
  }

  private String callTheApi(PluginPage plugin) {
    return plugin
        .outcome("(await client.fetch(argument)).status", stage.provider().profileUrl())
        .text();
  }
}
