package io.github.latchkey.relay.server.log;

import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.relay.wire.JsonWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that the relay prints while it runs: a line each, for people or as a JSON object with
 * {@code time} and {@code event}. Nothing that a caller or the provider sent comes here, but for
 * the name of a method and, in the core's own note, an origin that was refused.
 */
public final class RelayLog {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

  private static volatile Second lastSecond = Second.of(0);

  private final PrintStream out;
  private final boolean isJson;

  /**
   * Makes one.
   *
   * @param isJson whether each line is a JSON object
   */
  public RelayLog(PrintStream out, boolean isJson) {
    this.out = out;
    this.isJson = isJson;
  }

  /**
   * Each setting with secrets masked, the warnings, and the public URLs, one a line.
   *
   * @param tlsWarning one more warning, or null
   */
  public void started(RelaySettings settings, String version, String tlsWarning) {
    settings.printable().forEach(this::setting);
    settings.warnings().forEach(this::warning);
    if (tlsWarning != null) {
      warning(tlsWarning);
    }
    String publicUrls =
        settings.plugins().stream()
            .map(plugin -> plugin.publicOrigin() + plugin.basePath())
            .collect(Collectors.joining(", "));
    int port = settings.port();
    println(
        isJson
            ? event("started")
                .member("version", version)
                .member("serves", publicUrls)
                .member("port", port)
                .end()
            : "Latchkey relay " + version + " serves " + publicUrls + " on port " + port);
  }

  private void setting(String name, String value) {
    println(
        isJson
            ? event("setting").member("name", name).member("value", value).end()
            : "  " + name + "=" + value);
  }

  /** Something that the operator should hear, a sentence. */
  public void warning(String sentence) {
    println(isJson ? event("warning").member("message", sentence).end() : "warning: " + sentence);
  }

  /** The server has begun to stop. */
  public void stopping() {
    println(isJson ? event("stopping").end() : now() + " stopping");
  }

  /**
   * One request that was answered.
   *
   * @param route a constant of ours
   * @param note what the core has to say about it, or null
   */
  public void request(
      String id, String method, String route, int status, long millis, String note) {
    String known = METHODS.contains(method) ? method : "?";
    if (isJson) {
      JsonWriter line =
          event("request")
              .member("method", known)
              .member("route", route)
              .member("status", status)
              .member("ms", (int) Math.min(millis, Integer.MAX_VALUE))
              .member("id", id);
      println((note == null ? line : line.member("note", note)).end());
      return;
    }
    String line = now() + " " + known + " " + route + " " + status + " " + millis + "ms " + id;
    println(note == null ? line : line + " " + note);
  }

  /**
   * A fault of ours, by class and place: messages can quote what a caller sent.
   *
   * @param id of the request that met it
   */
  public void failure(String id, Throwable failure) {
    String places =
        Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
            .limit(5)
            .map(
                cause ->
                    cause.getClass().getName()
                        + Stream.of(cause.getStackTrace())
                            .limit(20)
                            .map(frame -> "\n    at " + frame)
                            .collect(Collectors.joining()))
            .collect(Collectors.joining("\n  by "));
    println(
        isJson
            ? event("fault").member("id", id).member("places", places).end()
            : now() + " fault " + id + " " + places);
  }

  private static JsonWriter event(String event) {
    return new JsonWriter().member("time", now()).member("event", event);
  }

  private static String now() {
    long millis = System.currentTimeMillis();
    Second second = lastSecond;
    if (second.seconds != millis / 1_000) {
      second = Second.of(millis / 1_000);
      lastSecond = second;
    }
    // With a thousand in front, its last three digits are those of the fraction.
    return second.text + "." + String.valueOf(1_000 + millis % 1_000).substring(1) + "Z";
  }

  /** A second as text: many lines share one, and to write it costs more than the rest of a line. */
  private record Second(long seconds, String text) {
    static Second of(long seconds) {
      String text = Instant.ofEpochSecond(seconds).toString();
      return new Second(seconds, text.substring(0, text.length() - 1));
    }
  }

  private void println(String line) {
    byte[] bytes = (line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
    // One call a line, so that lines of several threads do not mix; of bytes, so that none waits
    // while another is encoded.
    out.write(bytes, 0, bytes.length);
  }
}
