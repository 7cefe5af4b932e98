package io.github.latchkey.relay.server;

import io.github.latchkey.relay.settings.RelaySettings;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that the relay prints while it runs. Nothing that a caller or the provider sent comes
 * here, but for the name of a method and, in the core's own note, an origin that was refused.
 */
final class RelayLog {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

  private final PrintStream out;

  RelayLog(PrintStream out) {
    this.out = out;
  }

  /**
   * Each setting with secrets masked, the warnings, and the public URLs, one a line.
   *
   * @param tlsWarning one more warning, or null
   */
  void started(RelaySettings settings, String version, String tlsWarning) {
    settings.printable().forEach((name, value) -> println("  " + name + "=" + value));
    settings.warnings().forEach(this::warning);
    if (tlsWarning != null) {
      warning(tlsWarning);
    }
    String publicUrls =
        settings.plugins().stream()
            .map(plugin -> plugin.publicOrigin() + plugin.basePath())
            .collect(Collectors.joining(", "));
    println("Latchkey relay " + version + " serves " + publicUrls + " on port " + settings.port());
  }

  /** Something that the operator should hear, a sentence. */
  void warning(String sentence) {
    println("warning: " + sentence);
  }

  /** The server has begun to stop. */
  void stopping() {
    println(now() + " stopping");
  }

  /**
   * One request that was answered.
   *
   * @param route a constant of ours
   * @param note what the core has to say about it, or null
   */
  void request(String id, String method, String route, int status, long millis, String note) {
    println(
        now()
            + " "
            + (METHODS.contains(method) ? method : "?")
            + " "
            + route
            + " "
            + status
            + " "
            + millis
            + "ms "
            + id
            + (note == null ? "" : " " + note));
  }

  /**
   * A fault of ours, by class and place: messages can quote what a caller sent.
   *
   * @param id of the request that met it
   */
  void failure(String id, Throwable failure) {
    println(
        Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
            .limit(5)
            .map(
                cause ->
                    cause.getClass().getName()
                        + Stream.of(cause.getStackTrace())
                            .limit(20)
                            .map(frame -> "\n    at " + frame)
                            .collect(Collectors.joining()))
            .collect(Collectors.joining("\n  by ", now() + " fault " + id + " ", "")));
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private void println(String line) {
    // One call a line, so that lines of several threads do not mix.
    out.println(line);
  }
}
