package io.github.latchkey.testing.engine;

import io.github.latchkey.testing.Chromium;
import io.github.latchkey.testing.FreePort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts Chromium through its own driver, which leaves its storage and its rules alone. */
final class ChromiumLauncher {
  private ChromiumLauncher() {}

  static Engine launch() {
    String chromedriver = ChildProcesses.onPath("chromedriver", "chromium-driver");
    Path chromium = Chromium.executable();
    if (chromium == null) {
      throw ChildProcesses.missing("chromium", "chromium");
    }
    List<String> arguments = new ArrayList<>(Chromium.FLAGS);
    arguments.add("--headless=new");
    // Root has no sandbox; another user may lack the right to make one, and pages here are ours.
    arguments.add("--no-sandbox");
    Map<String, Object> options =
        Map.of(
            "binary", chromium.toString(),
            "args", arguments,
            // The driver would allow every popup; here the browser's own rules are the question.
            "excludeSwitches", List.of("disable-popup-blocking"));
    int port = FreePort.find();
    return WebDriverEngine.launch(
        new ChildProcesses(),
        Map.of(),
        List.of(chromedriver, "--port=" + port),
        port,
        Map.of("goog:chromeOptions", options),
        "tab");
  }
}
