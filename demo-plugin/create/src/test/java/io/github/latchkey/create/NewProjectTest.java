package io.github.latchkey.create;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A project that was just written: it builds, its own test is green, and it makes its zip. */
class NewProjectTest {
  private static final String[] INSTALL = {"npm", "install", "--no-audit", "--no-fund", "--silent"};

  @TempDir private Path folder;

  private void isWhole(Create project) throws Exception {
    project.succeed(INSTALL);
    logsInAndPacks(project);
  }

  private void logsInAndPacks(Create project) throws Exception {
    String tested = project.succeed("npm", "test");
    assertTrue(tested.contains("# pass 3"), tested);
    packs(project);
  }

  private static void packs(Create project) throws Exception {
    project.succeed("npm", "run", "pack");
    try (ZipFile zip = new ZipFile(project.folder().resolve("plugin.zip").toFile())) {
      List<String> names = zip.stream().map(entry -> entry.getName()).toList();
      assertTrue(names.containsAll(List.of("framer.json", "index.html", "icon.svg")), "" + names);
    }
  }

  @Test
  void inTypeScript() throws Exception {
    isWhole(new Create(folder).project("mine", "notion", "ts"));
  }

  @Test
  @EnabledIfSystemProperty(named = "soak", matches = "true")
  void inJavaWhereWhatIsSavedIsLoadedAndWhatIsRefusedIsShown() throws Exception {
    Create project = new Create(folder).project("mine", "airtable", "java");
    isWhole(project);
    Files.copy(Path.of("src/test/js/loop.mjs"), project.folder().resolve("loop.mjs"));
    assertEquals(
        List.of("reloaded", "refused by javac", "refused by TeaVM", "mended", "maps to Java"),
        project.succeed("node", "loop.mjs", "check").lines().toList());
  }

  @Test
  @EnabledIfSystemProperty(named = "soak", matches = "true")
  void withReactAndTheOtherTwo() throws Exception {
    Create create = new Create(folder);
    isWhole(create.project("react", "airtable", "ts", "--react"));
    isWhole(create.project("typescript", "airtable", "ts"));
    isWhole(create.project("java", "notion", "java"));
  }

  @Test
  @EnabledIfSystemProperty(named = "soak", matches = "true")
  void withEmptyCaches() throws Exception {
    Create create = new Create(folder);
    create.set("maven.repo.local", folder.resolve("repository").toString());
    create.setVariable("npm_config_cache", folder.resolve("cache").toString());
    isWhole(create.project("typescript", "notion", "ts"));
    isWhole(create.project("java", "notion", "java"));
  }

  @Test
  @EnabledIfSystemProperty(named = "soak", matches = "true")
  void ofEveryProviderInBothLanguages() throws Exception {
    Create create = new Create(folder);
    for (String template : List.of("ts", "java")) {
      Path modules = null;
      for (String provider : Create.providers()) {
        Create project = create.project(provider + "-" + template, provider, template);
        if (modules == null) {
          project.succeed(INSTALL);
          modules = project.folder().resolve("node_modules");
        } else {
          Files.createSymbolicLink(project.folder().resolve("node_modules"), modules);
        }
        packs(project);
      }
    }
  }
}
