package io.github.latchkey.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files in {@code .github}, which only GitHub runs, against its schema and the Makefile. */
class GitHubFilesTest {
  private static final Path TOP = Path.of("../..");

  @TempDir private Path copy;

  @Test
  void theWorkflowsAndTemplatesMatchGitHubsSchemaAndCallMakeTargetsThatExist() throws Exception {
    assertEquals("", problems(TOP));
  }

  @Test
  void aKeyThatGitHubDoesNotKnowIsReported() throws Exception {
    change(".github/workflows/test.yml", "runs-on: ubuntu-latest", "run-on: ubuntu-latest");
    String problems = problems(copy);
    assertTrue(problems.contains("Unexpected value 'run-on'"), problems);
  }

  @Test
  void aMakeTargetThatDoesNotExistIsReported() throws Exception {
    change(".github/workflows/nightly.yml", "run: make browsers", "run: make firefox");
    assertEquals(
        "workflows/nightly.yml: the job browsers runs make firefox, which the Makefile does not"
            + " have\n",
        problems(copy));
  }

  @Test
  void aCommandThatIsNoMakeTargetIsReported() throws Exception {
    change(".github/workflows/nightly.yml", "run: make browsers", "run: mvn verify");
    assertEquals(
        "workflows/nightly.yml: the job browsers runs \"mvn verify\", which is not one make"
            + " target\n",
        problems(copy));
  }

  @Test
  void aFolderWithoutTheManifestThatDependabotUpdatesIsReported() throws Exception {
    change(".github/dependabot.yml", "directory: /relay/deploy", "directory: /relay");
    assertEquals("dependabot.yml: /relay has no Dockerfile\n", problems(copy));
  }

  @Test
  void anIssueFormWithoutALabelIsReported() throws Exception {
    change(".github/ISSUE_TEMPLATE/feature.yml", "label: What do you want", "title: What you want");
    assertEquals("ISSUE_TEMPLATE/feature.yml: goal has no text\n", problems(copy));
  }

  /** Copies the files into a folder, with one text replaced by another. */
  private void change(String file, String from, String to) throws IOException {
    try (var files = Files.walk(TOP.resolve(".github"))) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        copy(TOP.relativize(each));
      }
    }
    for (String each : List.of("Makefile", "pom.xml", "package.json", "relay/deploy/Dockerfile")) {
      copy(Path.of(each));
    }
    String text = Files.readString(copy.resolve(file));
    assertTrue(text.contains(from), file + " has no " + from);
    Files.writeString(copy.resolve(file), text.replaceFirst(from, to));
  }

  private void copy(Path file) throws IOException {
    Files.createDirectories(copy.resolve(file).getParent());
    Files.copy(TOP.resolve(file), copy.resolve(file));
  }

  private static String problems(Path root) throws Exception {
    Process node =
        new ProcessBuilder("node", "src/test/npm/workflows.mjs", root.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(node.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, node.waitFor(), output);
    return output;
  }
}
