package io.github.latchkey.relay.server.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.settings.Setting;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No secret among the settings is printed by a start, by {@code --check} or by a failed start. */
class SecretSettingsTest {
  private static final String CANARY = "canary-0123456789-0123456789-0123456789";

  @TempDir Path directory;

  /** The settings of a provider, with a canary in everything that can contain a secret. */
  private static Map<String, String> withCanaries(FakeProvider provider) {
    Map<String, String> settings = new HashMap<>(provider.relaySettings(FreePort.find()));
    for (Setting setting : Setting.values()) {
      if (setting.isSecret()) {
        settings.put(setting.name(), CANARY);
      }
    }
    settings.put("TOKEN_PARAMS", "key=" + CANARY);
    settings.compute("TOKEN_ENDPOINT", (name, url) -> url + "?key=" + CANARY);
    settings.compute("AUTHORIZE_ENDPOINT", (name, url) -> url + "?key=" + CANARY);
    settings.put("REFRESH_ENDPOINT", settings.get("TOKEN_ENDPOINT"));
    settings.put("REVOCATION_ENDPOINT", provider.origin() + "/revoke?key=" + CANARY);
    return settings;
  }

  private RelayProcess run(Map<String, String> settings, String... arguments) throws Exception {
    return new RelayProcess(directory, settings, arguments);
  }

  @Test
  void noSecretIsPrintedByAStartACheckOrAFailedStart() throws Exception {
    try (FakeProvider provider = FakeProvider.start()) {
      Map<String, String> settings = withCanaries(provider);
      try (RelayProcess relay = run(settings).awaitStart()) {
        assertTrue(relay.out().contains("  CLIENT_SECRET=***"), relay.out());
        assertNoCanary(relay);
      }
      settings.put("LOG_FORMAT", "json");
      try (RelayProcess relay = run(settings).awaitStart()) {
        assertNoCanary(relay);
      }
      try (RelayProcess relay = run(settings, "--check")) {
        // The canary is not the client's secret at this provider, which --check reports.
        assertEquals(1, relay.exitCode(), relay.everything());
        assertNoCanary(relay);
      }
      settings.put(
          "STORE", "jdbc:postgresql://127.0.0.1:" + FreePort.find() + "/x?password=" + CANARY);
      for (String[] arguments : new String[][] {{}, {"--check"}}) {
        try (RelayProcess relay = run(settings, arguments)) {
          assertEquals(1, relay.exitCode(), relay.everything());
          assertNoCanary(relay);
        }
      }
    }
  }

  @Test
  void noSecretIsPrintedIfItIsInvalid() throws Exception {
    try (FakeProvider provider = FakeProvider.start()) {
      for (Map.Entry<String, String> setting : withCanaries(provider).entrySet()) {
        if (!setting.getValue().contains(CANARY)) {
          continue;
        }
        Map<String, String> settings = withCanaries(provider);
        settings.put("STORE", "jdbc:postgresql://u:" + CANARY + "@db/x");
        settings.put(setting.getKey(), setting.getValue() + "\u0007&&&=%&{}");
        try (RelayProcess relay = run(settings)) {
          assertEquals(2, relay.exitCode(), relay.everything());
          assertTrue(relay.err().contains(": " + setting.getKey() + " "), relay.err());
          assertNoCanary(relay);
        }
      }
      Files.writeString(directory.resolve(".dev.vars"), "CLIENT_SECRET=\"" + CANARY + "\n");
      try (RelayProcess relay = run(Map.of())) {
        assertEquals(2, relay.exitCode());
        assertNoCanary(relay);
      }
    }
  }

  private static void assertNoCanary(RelayProcess relay) throws Exception {
    assertFalse(relay.everything().contains("canary"), relay.everything());
  }
}
