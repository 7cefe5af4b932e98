package io.github.latchkey.testing.engine;

import io.github.latchkey.testing.FreePort;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts WebKitGTK's small browser through its driver, on an X server that nobody sees. */
final class WebKitLauncher {
  private static final Path LIBRARIES = Path.of("/usr/lib");

  private WebKitLauncher() {}

  static Engine launch() {
    String webKitDriver = ChildProcesses.onPath("WebKitWebDriver", "webkit2gtk-driver");
    String xvfb = ChildProcesses.onPath("Xvfb", "xvfb");
    ChildProcesses processes = new ChildProcesses();
    try {
      // "-displayfd 1": it takes the next free display and prints its number when it is up.
      processes.start(
          Map.of(),
          List.of(xvfb, "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"));
      String display =
          Awaited.value(
              () ->
                  processes
                      .output()
                      .lines()
                      .filter(line -> line.matches("\\d+"))
                      .findFirst()
                      .orElse(null),
              () -> "Xvfb to start; it printed: " + processes.output());
      Map<String, String> environment =
          Map.of(
              "DISPLAY", ":" + display,
              "GDK_BACKEND", "x11",
              "LIBGL_ALWAYS_SOFTWARE", "1",
              // Root has no sandbox, and pages here are ours.
              "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
      Map<String, Object> options =
          Map.of("binary", miniBrowser().toString(), "args", List.of("--automation"));
      int port = FreePort.find();
      return WebDriverEngine.launch(
          processes,
          environment,
          List.of(webKitDriver, "--port=" + port),
          port,
          Map.of("webkitgtk:browserOptions", options),
          // Its driver leaves a new tab behind the old one, where a page is hidden and not clicked.
          "window");
    } catch (RuntimeException e) {
      processes.close();
      throw e;
    }
  }

  /** The browser lies below the library's folder, whose name has the machine's in it. */
  private static Path miniBrowser() {
    PathMatcher place =
        FileSystems.getDefault().getPathMatcher("glob:/usr/lib/*/webkit2gtk-4.*/MiniBrowser");
    try (Stream<Path> files = Files.find(LIBRARIES, 3, (path, file) -> place.matches(path))) {
      return files.findFirst().orElseThrow(() -> missingBrowser());
    } catch (IOException e) {
      throw new EngineException("Cannot look for WebKit's browser in " + LIBRARIES, e);
    }
  }

  private static EngineException missingBrowser() {
    return ChildProcesses.missing("MiniBrowser", "webkit2gtk-driver");
  }
}
