package io.github.latchkey.testing.engine;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts Firefox, which speaks WebDriver BiDi without a driver. */
final class FirefoxLauncher {
  /** Where Firefox writes, in its profile, on which port it listens. */
  private static final String SERVER_FILE = "WebDriverBiDiServer.json";

  /** The browser as a person has it, but for what it would ask, show or send at its first start. */
  private static final String PREFERENCES =
      """
      // Firefox under remote control would allow every popup; its own rules are the question here.
      user_pref("remote.prefs.recommended", false);
      // Nothing leaves this machine: the proxy is not there, and loopback does without it.
      user_pref("network.proxy.type", 1);
      user_pref("network.proxy.http", "127.0.0.1");
      user_pref("network.proxy.http_port", 9);
      user_pref("network.proxy.ssl", "127.0.0.1");
      user_pref("network.proxy.ssl_port", 9);
      user_pref("app.update.disabledForTesting", true);
      user_pref("browser.aboutwelcome.enabled", false);
      user_pref("browser.shell.checkDefaultBrowser", false);
      user_pref("browser.startup.homepage", "about:blank");
      user_pref("browser.startup.homepage_override.mstone", "ignore");
      user_pref("browser.startup.page", 0);
      user_pref("datareporting.policy.dataSubmissionEnabled", false);
      user_pref("extensions.update.enabled", false);
      user_pref("network.captive-portal-service.enabled", false);
      user_pref("network.connectivity-service.enabled", false);
      user_pref("services.settings.server", "data:,");
      user_pref("termsofuse.bypassNotification", true);
      user_pref("toolkit.telemetry.server", "");
      """;

  private FirefoxLauncher() {}

  static Engine launch() {
    String firefox = ChildProcesses.onPath("firefox-esr", "firefox-esr");
    ChildProcesses processes = new ChildProcesses();
    try {
      Path profile = Files.createDirectory(processes.home().resolve("profile"));
      Files.writeString(profile.resolve("user.js"), PREFERENCES);
      processes.start(
          Map.of(),
          List.of(
              firefox,
              "--headless",
              "--no-remote",
              "--profile",
              profile.toString(),
              "--remote-debugging-port=0"));
      JsonObject server =
          Awaited.value(
              () -> read(profile.resolve(SERVER_FILE)),
              () -> "Firefox to start; it printed: " + processes.output());
      BiDi bidi = new BiDi("ws://127.0.0.1:" + server.get("ws_port").getAsInt() + "/session");
      return new BiDiEngine(bidi, processes);
    } catch (IOException e) {
      processes.close();
      throw new EngineException("Cannot make Firefox a profile", e);
    } catch (RuntimeException e) {
      processes.close();
      throw e;
    }
  }

  /** The file's object, or null while it is not there or not whole. */
  private static JsonObject read(Path file) {
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      return text.endsWith("}") ? JsonParser.parseString(text).getAsJsonObject() : null;
    } catch (IOException e) {
      return null;
    }
  }
}
