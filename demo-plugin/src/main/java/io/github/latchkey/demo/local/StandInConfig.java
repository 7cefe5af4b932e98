package io.github.latchkey.demo.local;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The options of the stand-in for Framer's window. */
final class StandInConfig {
  private static final String TITLE = "Latchkey Demo";

  private StandInConfig() {}

  /**
   * Writes them to a file.
   *
   * @param file the file
   * @param plugin the plugin's origin
   * @param api the origin of the API that the stand-in's menu controls
   */
  static void write(Path file, String plugin, String api) throws IOException {
    List<Map<String, String>> items =
        List.of(
            action("Return 429 once", api, "fault=429"),
            action("Return 500 once", api, "fault=500"),
            action("Break off a response once", api, "fault=cut"),
            action("Expire the access token", api, "fault=token"),
            action("Take three seconds once", api, "fault=slow"),
            action("Add 3, change 2, remove 1", api, "table=change"),
            action("Restore the first 60 rows", api, "table=first"));
    Map<String, Object> options =
        Map.of("plugin", plugin, "title", TITLE, "actions", Map.of("title", "API", "items", items));
    Files.writeString(file, JSONObjectUtils.toJSONString(options));
  }

  private static Map<String, String> action(String label, String api, String order) {
    return Map.of("label", label, "url", api + "/orders?" + order);
  }
}
