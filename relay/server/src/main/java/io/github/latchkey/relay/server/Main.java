package io.github.latchkey.relay.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.latchkey.relay.jdk.JdkHttp;
import io.github.latchkey.relay.server.check.Check;
import io.github.latchkey.relay.server.discovery.KnownProviders;
import io.github.latchkey.relay.server.log.LogOutput;
import io.github.latchkey.relay.server.settings.DevVars;
import io.github.latchkey.relay.server.settings.HelpText;
import io.github.latchkey.relay.server.settings.LocalCertificate;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.relay.settings.SettingsException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code java -jar latchkey-relay.jar}: reads the settings, starts the relay, and returns; the
 * relay's own threads keep the process alive.
 *
 * <p>On SIGTERM or SIGINT (Ctrl-C) it refuses new requests, answers those that are held and those
 * that have begun, and exits with 0. A setting that is missing or wrong, or an argument that it
 * does not know, is one line on the standard error and exit code 2; a port that is taken, or
 * anything else that stops the start, one line and exit code 1.
 */
public final class Main {
  private static volatile boolean stopping;

  private Main() {}

  static boolean isStopping() {
    return stopping;
  }

  /** Starts the relay, or exits with 1 or 2. */
  public static void main(String[] arguments) {
    boolean isCheck = arguments.length == 1 && arguments[0].equals("--check");
    if (arguments.length > 0 && !isCheck) {
      System.exit(answer(arguments));
    }
    try {
      RelaySettings settings = settings(System.getenv());
      if (isCheck) {
        System.exit(Check.run(settings, System.out) ? 0 : 1);
      }
      PrintStream log =
          new PrintStream(new LogOutput(new FileOutputStream(FileDescriptor.out)), false, UTF_8);
      FailFast.onErrors(System.err);
      RelayServer server = RelayServer.start(settings, log);
      FailFast.onDeadServerThreads(System.err);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, log), "latchkey-stop"));
    } catch (SettingsException e) {
      System.exit(fail(2, e.getMessage()));
    } catch (IOException | IllegalStateException e) {
      System.exit(fail(1, e.getMessage()));
    }
  }

  private static int answer(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals("--version")) {
      System.out.println("latchkey-relay " + RelayServer.version());
      return 0;
    }
    if (arguments.length == 1 && arguments[0].equals("--help")) {
      System.out.print(HelpText.text());
      return 0;
    }
    return fail(2, "takes no argument but --check, --help or --version");
  }

  private static RelaySettings settings(Map<String, String> environment) throws SettingsException {
    Path directory = Path.of("");
    Map<String, String> written = DevVars.read(directory.resolve(DevVars.NAME));
    Map<String, String> variables = new LinkedHashMap<>(written);
    environment.forEach(
        (name, value) -> {
          String replaced = variables.put(name, value);
          if (replaced != null && !replaced.equals(value)) {
            say(name + " is taken from the environment, not from " + DevVars.NAME);
          }
        });
    SettingsException noCertificate = null;
    try {
      LocalCertificate.addTo(variables, directory, Path.of(System.getProperty("user.home")));
    } catch (SettingsException e) {
      noCertificate = e;
    }
    RelaySettings settings;
    try {
      settings =
          RelaySettings.parse(variables, written.keySet(), new KnownProviders(new JdkHttp()::get));
    } catch (SettingsException e) {
      throw e.and(noCertificate);
    }
    if (noCertificate != null) {
      throw noCertificate;
    }
    return settings;
  }

  private static void stop(RelayServer server, PrintStream log) {
    stopping = true;
    server.close();
    log.flush();
    // Or the exit code would be that of the signal.
    Runtime.getRuntime().halt(0);
  }

  private static int fail(int status, String message) {
    message.lines().forEach(Main::say);
    return status;
  }

  private static void say(String message) {
    System.err.println("latchkey-relay: " + message);
  }
}
