package io.github.latchkey.relay.settings;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README of the relay knows the settings that the relay knows. */
final class ReadmeTest {
  private static final Path README = Path.of("../README.md");

  @Test
  void everySettingThatIsReadIsInTheReadmeAndTheOtherWayRound() throws Exception {
    Set<String> asked = new HashSet<>();
    Map<String, String> watched =
        new HashMap<>(T38SettingsTest.valid()) {
          private static final long serialVersionUID = 1;

          @Override
          public String get(Object name) {
            asked.add((String) name);
            return super.get(name);
          }
        };
    RelaySettings.parse(watched);
    Set<String> documented = new HashSet<>();
    Matcher name = Pattern.compile("`([A-Z]+(?:_[A-Z]+)*)[`=]").matcher(Files.readString(README));
    while (name.find()) {
      documented.add(name.group(1));
    }
    Set<String> missing = new TreeSet<>(asked);
    missing.removeAll(documented);
    assertTrue(missing.isEmpty(), "not in the README: " + missing);
    documented.removeAll(asked);
    assertTrue(documented.isEmpty(), "in the README only: " + documented);
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
