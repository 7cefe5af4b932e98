package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An option that is wrong is refused when the client is made, by its name. */
class OptionsTest {
  @RegisterExtension final Stage stage = new Stage();

  @Test
  void eachWrongOptionIsRefusedByItsName() {
    List<String> wrong =
        List.of(
            "storage: 'localStorage'",
            "storage: 42",
            "storage: {}",
            "storage: { getItem() {}, setItem() {} }",
            "loginTimeoutMillis: 0",
            "loginTimeoutMillis: -1",
            "loginTimeoutMillis: NaN",
            "loginTimeoutMillis: '60'",
            "pollIntervalMillis: -1",
            "throughRelay: ['https://other.test']",
            "throughRelay: ['not an origin']",
            "throughRelay: ['https://api.test/v1']",
            "apiOrigins: ['not an origin']",
            "apiOrigins: ['https://api.test/v1']",
            "apiOrigins: 'https://api.test'",
            "storageKey: 7",
            "open: 'a'",
            "relay: 'ftp://relay.test'");
    PluginPage plugin = stage.openPlugin();
    for (String option : wrong) {
      assertEquals(
          "TypeError " + option.substring(0, option.indexOf(':')),
          plugin.evaluate(fateOf(option)),
          option);
    }
  }

  @Test
  void whatIsAtTheEdgeIsTaken() {
    PluginPage plugin = stage.openPlugin();
    for (String option :
        List.of(
            "storage: null",
            "storage: sessionStorage",
            "storage: new (class { getItem() {} setItem() {} removeItem() {} })()",
            "loginTimeoutMillis: 1",
            "pollIntervalMillis: 0",
            "throughRelay: ['https://api.test/']",
            "apiOrigins: () => [], throughRelay: ['https://other.test']")) {
      assertEquals("taken", plugin.evaluate(fateOf(option)), option);
    }
  }

  private static String fateOf(String option) {
    return "(() => { try { latchkey.createOAuthClient({ relay: 'https://relay.test',"
        + " apiOrigins: ['https://api.test'], "
        + option
        + " }); return 'taken'; } catch (e) { return e.name + ' ' + e.message.split(' ')[2]; } })()";
  }
}
