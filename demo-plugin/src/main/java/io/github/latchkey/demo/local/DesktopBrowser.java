package io.github.latchkey.demo.local;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The user's own browser. */
final class DesktopBrowser {
  private DesktopBrowser() {}

  /** Opens a page in the default browser. Does nothing if there is no desktop or no browser. */
  static void open(String url) {
    List<String> command = command(url);
    if (command.isEmpty()) {
      return;
    }
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException noSuchProgram) {
      // The URL is printed too.
    }
  }

  private static List<String> command(String url) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.contains("mac")) {
      return List.of("open", url);
    }
    if (system.contains("windows")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler", url);
    }
    boolean hasDesktop =
        System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    return hasDesktop ? List.of("xdg-open", url) : List.of();
  }
}
