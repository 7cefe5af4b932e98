package io.github.latchkey.relay.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCertificateTest {
  @TempDir Path temporary;
  private Path directory;
  private Path home;
  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void directories() throws IOException {
    directory = Files.createDirectory(temporary.resolve("relay"));
    home = Files.createDirectory(temporary.resolve("home"));
    Files.createDirectory(home.resolve(".vite-plugin-mkcert"));
    variables.put("REDIRECT_URI", "https://localhost:8787/redirect");
  }

  private void lay(String... files) throws IOException {
    for (String file : files) {
      Files.writeString(temporary.resolve(file), "");
    }
  }

  private void add() throws SettingsException {
    LocalCertificate.addTo(variables, directory, home);
  }

  @Test
  void whatMkcertWroteBesideDevVarsComesFirst() throws Exception {
    lay("relay/localhost.pem", "relay/localhost-key.pem");
    lay("home/.vite-plugin-mkcert/cert.pem", "home/.vite-plugin-mkcert/dev.pem");
    add();
    assertEquals(directory.resolve("localhost.pem").toString(), variables.get("TLS_CERT"));
    assertEquals(directory.resolve("localhost-key.pem").toString(), variables.get("TLS_KEY"));
  }

  @Test
  void elseWhatVitePluginMkcertKeeps() throws Exception {
    lay("relay/localhost.pem");
    lay("home/.vite-plugin-mkcert/cert.pem", "home/.vite-plugin-mkcert/dev.pem");
    add();
    Path kept = home.resolve(".vite-plugin-mkcert");
    assertEquals(kept.resolve("cert.pem").toString(), variables.get("TLS_CERT"));
    assertEquals(kept.resolve("dev.pem").toString(), variables.get("TLS_KEY"));
  }

  @Test
  void filesThatAreNamedAreNotReplaced() throws Exception {
    lay("relay/localhost.pem", "relay/localhost-key.pem");
    variables.put("TLS_CERT", "/my/cert.pem");
    add();
    assertEquals("/my/cert.pem", variables.get("TLS_CERT"));
    assertFalse(variables.containsKey("TLS_KEY"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8787/redirect",
        "https://localhost.example.com/redirect",
        "https://relay.example.com/redirect",
        "not a url",
        ""
      })
  void onlyHttpsOnLocalhostWantsThem(String redirectUri) throws Exception {
    lay("relay/localhost.pem", "relay/localhost-key.pem");
    variables.put("REDIRECT_URI", redirectUri);
    add();
    assertFalse(variables.containsKey("TLS_CERT"));
  }

  @Test
  void withoutAnyTheStartSaysWhichCommandMakesThem() {
    SettingsException e = assertThrows(SettingsException.class, this::add);
    assertEquals("TLS_CERT", e.setting());
    assertTrue(e.getMessage().contains("mkcert localhost"), e.getMessage());
    assertTrue(e.getMessage().contains(directory.toString()), e.getMessage());
  }

  @Test
  void onAnotherPortThanThePublicOneAProxyServesHttps() throws Exception {
    variables.put("PORT", "9000");
    add();
    assertFalse(variables.containsKey("TLS_CERT"));
    variables.put("PORT", "8787");
    assertThrows(SettingsException.class, this::add);
  }
}
