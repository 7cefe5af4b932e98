package io.github.latchkey.client.packed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The npm package, as it is packed: what is in it, and that its types and its modules agree. */
class PackedPackageTest {
  private final PackedPackage project = PackedPackage.installed();

  @Test
  void toolsThatCheckPackagesFindNothing() {
    assertEquals("", project.node("package.test.mjs"));
  }

  @Test
  void aStackLeadsBackToTheLinesOfJavaThroughBothSourceMaps() {
    assertEquals("", project.node("positions.test.mjs"));
  }

  @Test
  void theTypesAndBothModulesAgreeInNamesArgumentsAndKindsOfValues() throws IOException {
    project.compile();
    for (String program : new String[] {"sample.js", "agreement.js"}) {
      assertEquals("", project.node(program));
      String debug = "debug-" + program;
      project.write(debug, project.text(program).replace("\"latchkey\"", "\"latchkey/debug\""));
      assertEquals("", project.node(debug));
    }
  }

  @Test
  void everyMemberThatTheTypesExportIsDocumented() {
    assertEquals("", project.node("comments.mjs"));
  }

  @Test
  void theDebugBuildHasTheNamesOfJava() throws IOException {
    String debug = project.text("node_modules/latchkey/latchkey.debug.js");
    assertTrue(debug.contains("Refresh_run"));
    assertTrue(debug.contains("SnapshotStore_update"));
  }

  @Test
  void framersLintRulesFindNothingInCodeThatUsesIt() {
    assertEquals("", project.tool("eslint/bin/eslint.js", ".", "--max-warnings", "0"));
  }

  @Test
  void theReadmeShowsTheExampleThatIsTested() throws IOException {
    String example = Files.readString(Path.of("example/react/plugin.tsx"));
    assertTrue(example.lines().count() < 40);
    String readme = project.text("node_modules/latchkey/README.md");
    assertTrue(readme.contains("```tsx\n" + example + "```\n"));
    // The first block is type-checked and linted with the samples.
    assertEquals(2, readme.split("```\\w+\n").length - 1);
  }
}
