package io.github.latchkey.relay.jdk;

import io.github.latchkey.relay.settings.Presets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of {@code relay/presets}, which lie in the jar: lines {@code NAME=value}, of which
 * those with a name in capitals are settings and all others are facts for people.
 */
public final class PresetFiles implements Presets {
  private static final String FOLDER = "/presets/";

  @Override
  public Map<String, String> find(String provider) {
    if (!names().contains(provider)) {
      return null;
    }
    Map<String, String> settings = new LinkedHashMap<>();
    for (String line : lines(provider + ".preset")) {
      int equals = line.indexOf('=');
      if (Character.isUpperCase(line.charAt(0))) {
        settings.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return settings;
  }

  @Override
  public List<String> names() {
    return lines("names.txt");
  }

  private static List<String> lines(String name) {
    try (InputStream file = PresetFiles.class.getResourceAsStream(FOLDER + name)) {
      if (file == null) {
        throw new IllegalStateException("the jar has no " + FOLDER + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
