package io.github.latchkey.relay.server;

import io.github.latchkey.relay.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the host says by itself, without the core. */
final class Refusal {
  static final Reply FAULT = plain(500, "The relay failed.", null);
  static final Reply STOPPING = plain(503, "The relay is stopping. Try again.", "stopping");
  static final Reply BUSY = plain(503, "Too many requests are being sent at once.", "bodies");

  private Refusal() {}

  private static Reply plain(int status, String line, String note) {
    return new Reply(
        status,
        List.of(
            Map.entry("Content-Type", "text/plain; charset=utf-8"),
            Map.entry("Cache-Control", "no-store"),
            // A constant that any page may read: one that may not would take it for a refusal.
            Map.entry("Access-Control-Allow-Origin", "*"),
            Map.entry("Connection", "close")),
        (line + "\n").getBytes(StandardCharsets.UTF_8),
        "-",
        note);
  }
}
