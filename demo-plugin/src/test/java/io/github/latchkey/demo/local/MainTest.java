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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command prints two URLs, and leaves nothing running however it ends. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
class MainTest {
  private static final long LIMIT_SECONDS = 60;

  private final List<ProcessHandle> everything = new ArrayList<>();
  private Process started;
  private URI url;

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
    started = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    everything.add(started.toHandle());
    BufferedReader output =
        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
    List<String> urls = new ArrayList<>();
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
