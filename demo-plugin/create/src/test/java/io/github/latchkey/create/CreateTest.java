package io.github.latchkey.create;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for in vain is said in one line; what is written has no hole in it. */
class CreateTest {
  @TempDir private Path folder;

  private Create create;

  @BeforeEach
  void open() {
    create = new Create(folder);
  }

  private String refusal(String... arguments) throws Exception {
    Create.Result result = create.create(arguments);
    assertEquals(1, result.code(), result.output());
    assertEquals(1, result.output().lines().count(), result.output());
    return result.output().strip();
  }

  @ParameterizedTest
  @ValueSource(strings = {"My-plugin", "my plugin", "1plugin", "../plugin", "a.b", "ä", "-"})
  void aNameThatNpmWouldNotTakeIsRefusedWithWhatItMayHave(String name) throws Exception {
    String line = refusal("--provider", "notion", "--template", "ts", "--", name);
    assertTrue(line.startsWith("NAME cannot be \"" + name + "\": it has small letters,"), line);
  }

  @Test
  void aNameThatIsTakenIsRefusedAndNothingIsTouched() throws Exception {
    Files.createDirectory(folder.resolve("mine"));
    String line = refusal("mine", "--provider", "notion", "--template", "ts");
    assertTrue(line.startsWith("NAME is taken: "), line);
    try (var files = Files.list(folder.resolve("mine"))) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void anUnknownProviderIsRefusedWithThoseThatAreKnown() throws Exception {
    assertEquals(
        "PROVIDER is one of: " + String.join(", ", Create.providers()) + ".",
        refusal("mine", "--provider", "Notion", "--template", "ts"));
  }

  @ParameterizedTest
  @CsvSource({
    "--template php, TEMPLATE is ts or java.",
    "--template java --react, REACT goes with TEMPLATE ts alone."
  })
  void anotherTemplateIsRefused(String options, String expected) throws Exception {
    assertEquals(expected, refusal(("mine --provider notion " + options).split(" ")));
    assertFalse(Files.exists(folder.resolve("mine")));
  }

  @Test
  void whatIsNoOptionIsAnsweredWithHowToCallIt() throws Exception {
    assertTrue(refusal("mine", "--colour", "red").startsWith("npm create latchkey NAME -- "));
    assertTrue(refusal().startsWith("npm create latchkey NAME -- "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ts", "java"})
  void everyProviderHasAProjectWithoutAHole(String template) throws Exception {
    boolean isTurn = template.equals("ts");
    for (String provider : Create.providers()) {
      isTurn = !isTurn;
      if (!isTurn && !Boolean.getBoolean("soak")) {
        continue; // The other template has it.
      }
      Path project = create.project(provider, provider, template).folder();
      try (var files = Files.walk(project)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String name = project.relativize(file).toString();
          if (!name.startsWith("vendor") && !name.endsWith(".mjs") && !name.endsWith(".js")) {
            String text = Files.readString(file);
            assertFalse(text.contains("{{") || text.contains("undefined"), provider + " " + name);
          }
        }
      }
    }
  }

  /** Maven keeps what it has fetched under a version, whatever a later jar holds. */
  @Test
  void theJarThatComesAlongHasAVersionOfItsOwn() throws Exception {
    Path project = create.project("mine", "notion", "java").folder();
    Path jar;
    try (var files = Files.walk(project.resolve("vendor/maven"))) {
      jar = files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
    String hash = HexFormat.of().formatHex(digest).substring(0, 12);
    String version = jar.getParent().getFileName().toString();
    assertTrue(version.endsWith("-" + hash), version);
    assertEquals("latchkey-client-" + version + ".jar", jar.getFileName().toString());
    String pom = Files.readString(project.resolve("pom.xml"));
    assertTrue(pom.contains("<version>" + version + "</version>"), pom);
  }

  @Test
  void aPortThatIsInUseIsNamed() throws Exception {
    Create project = create.project("mine", "notion", "ts");
    // Vite is not there yet, and not needed to see it.
    Files.createDirectories(project.folder().resolve("node_modules/vite"));
    Files.createDirectories(project.folder().resolve("node_modules/latchkey-relay"));
    Files.writeString(
        project.folder().resolve("node_modules/vite/package.json"),
        "{\"name\":\"vite\",\"type\":\"module\",\"exports\":\"./i.js\"}");
    Files.writeString(
        project.folder().resolve("node_modules/vite/i.js"), "export const createServer = null");
    Files.writeString(
        project.folder().resolve("node_modules/latchkey-relay/package.json"),
        "{\"name\":\"latchkey-relay\"}");
    ServerSocket taken = takePort(5173);
    try {
      Create.Result result = project.run("node", "local/dev.mjs");
      assertEquals(1, result.code(), result.output());
      assertEquals(
          "Port 5173 is in use: end the program that listens there, then try again.",
          result.output().strip());
    } finally {
      if (taken != null) {
        taken.close();
      }
    }
  }

  /** Null if another process has it already, which is as good. */
  private static ServerSocket takePort(int port) {
    try {
      return new ServerSocket(port, 1, InetAddress.getByName("localhost"));
    } catch (IOException taken) {
      return null;
    }
  }
}
