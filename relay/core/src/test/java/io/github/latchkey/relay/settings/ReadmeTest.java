package io.github.latchkey.relay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.jdk.SettingHelp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The README of the relay documents the settings as they are declared. */
final class ReadmeTest {
  private static final Path README = Path.of("../README.md");
  private static final String BEFORE = "<!-- settings -->\n";
  private static final String AFTER = "<!-- /settings -->";

  /** {@code -Dreadme.write=true} writes the table instead. */
  @Test
  void theTableOfTheReadmeIsTheDeclaredSettings() throws Exception {
    String readme = Files.readString(README);
    int from = readme.indexOf(BEFORE) + BEFORE.length();
    int to = readme.indexOf(AFTER);
    String table = "\n" + table(Setting.Scope.PLUGIN) + "\n" + table(Setting.Scope.PROCESS) + "\n";
    if (Boolean.getBoolean("readme.write")) {
      Files.writeString(README, readme.substring(0, from) + table + readme.substring(to));
    } else {
      assertEquals(table, readme.substring(from, to));
    }
  }

  private static String table(Setting.Scope scope) {
    StringBuilder table = new StringBuilder();
    table.append(
        scope == Setting.Scope.PLUGIN
            ? "| setting of a plugin | | default |\n"
            : "| setting of the whole relay | | default |\n");
    table.append("| --- | --- | --- |\n");
    for (Setting setting : Setting.values()) {
      if (setting.scope() == scope) {
        SettingHelp help = SettingHelp.of(setting);
        table
            .append("| `" + setting + "` | " + help.text())
            .append(setting.isSecret() ? " (a secret: never printed)" : "")
            .append(" | " + help.fallback() + " |\n");
      }
    }
    return table.toString();
  }

  @Test
  void theDevVarsOfTheReadmeStartARelayOnceTheDotsAreFilledIn() throws Exception {
    String readme = Files.readString(README);
    String block = readme.substring(readme.indexOf("CLIENT_ID=..."));
    block = block.substring(0, block.indexOf("```"));
    Map<String, String> variables = new HashMap<>();
    for (String line : block.lines().map(String::trim).filter(l -> !l.isEmpty()).toList()) {
      int equals = line.indexOf('=');
      variables.put(line.substring(0, equals), line.substring(equals + 1).replace("...", "x"));
    }
    assertTrue(RelaySettings.parse(variables).warnings().isEmpty());
  }
}
