package io.github.latchkey.relay.stress.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.latchkey.relay.settings.AllowedOrigins;
import java.util.List;
import java.util.regex.Pattern;

/** An {@code Origin} header: allowed where a second matcher, by a regular expression, allows it. */
public final class OriginFuzz {
  private static final AllowedOrigins ALLOWED =
      new AllowedOrigins(
          List.of("https://localhost:5173", "https://app.example.com"),
          "abc123",
          "plugins.framercdn.com");
  private static final Pattern SECOND =
      Pattern.compile(
          "https://(localhost:5173|app\\.example\\.com"
              + "|abc123(-[a-z0-9-]+)?\\.plugins\\.framercdn\\.com)");

  private OriginFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String origin = new String(data, ISO_8859_1);
    Target.hold(
        ALLOWED.allows(origin) == SECOND.matcher(origin).matches(), "both judge alike: " + origin);
  }
}
