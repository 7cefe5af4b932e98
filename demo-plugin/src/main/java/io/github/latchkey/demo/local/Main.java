package io.github.latchkey.demo.local;

import io.github.latchkey.relay.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The command behind {@code make demo}. When everything accepts connections, it prints two URLs and
 * opens the first in a browser. It runs until Ctrl-C, SIGTERM, or the end of the process that
 * started it; then it stops everything and exits with 0. If a part does not start, it prints the
 * reason and exits with 1.
 */
public final class Main {
  private Main() {}

  /**
   * Runs the demo. If the environment variable {@code RELAY} is set, it is the origin of a relay
   * that the user starts; if {@code OPEN} is 0, no browser is opened.
   *
   * @param args the folder of the plugin; default: the working directory
   */
  public static void main(String[] args) {
    Path folder = Path.of(args.length > 0 ? args[0] : "").toAbsolutePath();
    DemoSettings settings = DemoSettings.of(folder, System.getenv("RELAY"));
    Demo demo;
    try {
      demo = Demo.start(settings);
    } catch (IOException | SettingsException failed) {
      System.err.println("The demo does not start: " + failed.getMessage());
      System.exit(1);
      return;
    }
    Thread stop =
        new Thread(
            () -> {
              demo.close();
              // After a signal the JVM would report the signal's number.
              Runtime.getRuntime().halt(0);
            });
    Runtime.getRuntime().addShutdownHook(stop);
    // However make or Maven dies, nothing of the demo stays behind.
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));

    System.out.println();
    System.out.println("  In a stand-in for Framer:  " + demo.hostUrl());
    System.out.println("  The plugin alone:          " + demo.pluginUrl());
    System.out.println();
    System.out.println(
        "  Try: Log in, then press Cancel or Refuse. The plugin shows what happened.");
    System.out.println("       Choose configureManagedCollection, press Open, then Import.");
    System.out.println("       Let the API fail with the menu API, and import again.");
    System.out.println();
    if (settings.otherRelay() == null) {
      System.out.println("  Press Ctrl-C to stop. The relay's log is " + settings.log());
    } else {
      System.out.println("  Start the relay with       " + settings.relayVariablesFile());
      System.out.println("  as its .dev.vars. Press Ctrl-C to stop the rest.");
    }
    System.out.println();
    if (!"0".equals(System.getenv("OPEN"))) {
      DesktopBrowser.open(demo.hostUrl());
    }
  }
}
