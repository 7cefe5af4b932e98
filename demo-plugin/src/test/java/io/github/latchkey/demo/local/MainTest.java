package io.github.latchkey.demo.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command prints two URLs, and leaves nothing running however it ends. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
class MainTest {
  private static final long LIMIT_SECONDS = 60;

  private final List<ProcessHandle> everything = new ArrayList<>();
  private Process started;
  private URI url;
  private String open = "0";
  private final List<String> urls = new ArrayList<>();

  @TempDir Path directory;

  @BeforeEach
  void installABrowser() throws IOException {
    Path program = directory.resolve("xdg-open");
    Files.writeString(program, "#!/bin/sh\necho \"$1\" > '" + opened() + "'\n");
    assertTrue(program.toFile().setExecutable(true));
  }

  private Path opened() {
    return directory.resolve("opened");
  }

  @AfterEach
  void killWhatIsLeft() {
    everything.forEach(ProcessHandle::destroyForcibly);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aSignalStopsEverythingAndTheExitCodeIsZero(String signal) throws Exception {
    start(java());
    new ProcessBuilder("kill", "-" + signal, Long.toString(started.pid())).start().waitFor();
    assertTrue(started.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
    assertEquals(0, started.exitValue());
    assertNothingIsLeft();
    assertFalse(Files.exists(opened()), "OPEN=0 opens no browser");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the browser is a program of this test")
  void theStandInIsOpenedInTheBrowser() throws Exception {
    open = "1";
    start(java());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!Files.exists(opened()) || Files.size(opened()) == 0) {
      assertTrue(System.nanoTime() < end, "the browser has not been started");
      Thread.onSpinWait();
    }
    assertEquals(urls.get(0), Files.readString(opened()).strip());
  }

  @Test
  void theServerOfThePluginEndsWhereTheCommandIsKilled() throws Exception {
    start(java());
    started.destroyForcibly();
    assertNothingIsLeft();
  }

  @Test
  void everythingStopsWhereWhatStartedTheCommandDies() throws Exception {
    List<String> shell = new ArrayList<>(List.of("sh", "-c", "\"$@\"; exit $?", "sh"));
    shell.addAll(java());
    start(shell);
    assertTrue(everything.size() >= 3, "the shell, Java and Node");
    started.destroyForcibly();
    assertNothingIsLeft();
  }

  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName(),
        Path.of("").toAbsolutePath().toString());
  }

  /** Starts a command and reads the URLs that it prints. */
  private void start(List<String> command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().merge("PATH", directory.toString(), (path, first) -> first + ":" + path);
    builder.environment().put("DISPLAY", ":0");
    builder.environment().put("OPEN", open);
    started = builder.start();
    everything.add(started.toHandle());
    BufferedReader output =
        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
    String line;
    while ((line = output.readLine()) != null && !line.contains("Ctrl-C")) {
      if (line.contains("://")) {
        urls.add(line.substring(line.indexOf("http")));
      }
    }
    assertEquals(2, urls.size(), urls.toString());
    started.descendants().forEach(everything::add);
    for (String printed : urls) {
      url = URI.create(printed);
      new Socket("127.0.0.1", url.getPort()).close();
    }
  }

  private void assertNothingIsLeft() throws Exception {
    for (ProcessHandle process : everything) {
      process.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      assertFalse(process.isAlive());
    }
    assertThrows(ConnectException.class, this::connect);
  }

  private void connect() throws IOException {
    new Socket("127.0.0.1", url.getPort()).close();
  }
}
