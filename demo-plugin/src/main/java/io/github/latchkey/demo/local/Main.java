package io.github.latchkey.demo.local;

import io.github.latchkey.relay.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The command behind {@code make demo}. It prints two URLs when everything answers, and runs until
 * Ctrl-C, SIGTERM, or the end of the process that started it; then it stops everything and exits
 * with 0. If a part does not start, it says why and exits with 1.
 */
public final class Main {
  private Main() {}

  /**
   * Runs the demo. The variable {@code RELAY} may name the origin of a relay that is started by
   * somebody else.
   *
   * @param args the folder of the plugin; the working directory where there is none
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
    if (settings.otherRelay() == null) {
      System.out.println("  Ctrl-C stops it. What the relay does is written to " + settings.log());
    } else {
      System.out.println("  Start the relay with       " + settings.relayVariablesFile());
      System.out.println("  as its .dev.vars. Ctrl-C stops the rest.");
    }
    System.out.println();
  }
}
