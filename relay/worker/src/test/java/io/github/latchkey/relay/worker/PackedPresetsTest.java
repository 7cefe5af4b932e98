package io.github.latchkey.relay.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.latchkey.relay.jdk.PresetFiles;
import io.github.latchkey.testing.worker.Workerd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Worker knows the providers that the JDK's relay knows, without their pages. */
class PackedPresetsTest {
  @TempDir private Path persist;

  @Test
  void everySettingOfEveryPresetIsPackedAndNothingElse() throws Exception {
    String module = Files.readString(Path.of("target/worker/presets.js"));
    JsonObject packed =
        JsonParser.parseString(
                module.replaceFirst("export const presets = ", "").replace(";\n", ""))
            .getAsJsonObject();
    PresetFiles files = new PresetFiles();
    assertEquals(files.names(), packed.keySet().stream().sorted().toList());
    for (String name : files.names()) {
      Map<String, String> settings = new LinkedHashMap<>();
      JsonArray flat = packed.getAsJsonArray(name);
      for (int i = 0; i < flat.size(); i += 2) {
        settings.put(flat.get(i).getAsString(), flat.get(i + 1).getAsString());
      }
      assertEquals(files.find(name), settings, name);
    }
  }

  @Test
  void aProvidersNameIsEnough() throws Exception {
    WorkerUnderTest relay = of("notion");
    try (relay) {
      String url = relay.authorize().url();
      assertTrue(url.startsWith("https://api.notion.com/v1/oauth/authorize?"), url);
      assertTrue(url.contains("&owner=user"), url);
    }
  }

  @Test
  void anUnknownNameAndAnIssuersUrlAreSaidInTheLog() throws Exception {
    Map<String, String> said =
        Map.of(
            "toString", "latchkey-relay: PROVIDER must be airtable, asana, ",
            "https://login.example.com", "latchkey-relay: PROVIDER is an issuer's URL, which the");
    for (Map.Entry<String, String> provider : said.entrySet()) {
      WorkerUnderTest relay = of(provider.getKey());
      try (relay) {
        assertEquals(500, relay.get("/").statusCode());
      }
      List<String> log = relay.workerd().log();
      assertTrue(log.get(0).startsWith(provider.getValue()), log.toString());
    }
  }

  private WorkerUnderTest of(String provider) throws Exception {
    return new WorkerUnderTest(
        Workerd.PLAIN,
        persist,
        "PROVIDER",
        provider,
        "AUTHORIZE_ENDPOINT",
        "",
        "TOKEN_ENDPOINT",
        "");
  }
}
