package io.github.latchkey.relay.worker.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Another Worker, which the reader brings.
 *
 * @param bundle one ES module whose default export has {@code fetch}
 * @param database what it calls its D1 database, or null
 * @param schema the statements that make its tables
 * @param keys what it calls its KV namespace, or null
 */
record OtherBundle(Path bundle, String database, String schema, String keys) {
  private static final String BUNDLE = "BENCH_WORKER";
  private static final String DATABASE = "BENCH_WORKER_D1";
  private static final String SCHEMA = "BENCH_WORKER_SCHEMA";
  private static final String KEYS = "BENCH_WORKER_KV";

  /**
   * Reads the environment.
   *
   * @return null where it names none
   * @throws IOException where a file that it names cannot be read; the message says which
   */
  static OtherBundle of(Map<String, String> environment) throws IOException {
    String bundle = environment.getOrDefault(BUNDLE, "");
    if (bundle.isBlank()) {
      return null;
    }
    String keys = environment.get(KEYS);
    String schema = environment.get(SCHEMA);
    return new OtherBundle(
        file(BUNDLE, bundle),
        environment.getOrDefault(DATABASE, keys == null ? "DB" : null),
        schema == null ? "" : Files.readString(file(SCHEMA, schema)),
        keys);
  }

  private static Path file(String variable, String path) throws IOException {
    Path file = Path.of(path).toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      throw new IOException(variable + " is no file: " + file);
    }
    return file;
  }

  /** The bundle's name. */
  String name() {
    return bundle.getFileName().toString();
  }

  /**
   * Lays the bundle out beside what counts.
   *
   * @return the module that counts; {@code other.js} beside it is the bundle itself
   */
  Path layOut() throws IOException {
    Path folder = Files.createTempDirectory("other");
    Files.copy(bundle, folder.resolve("other.js"));
    for (String counting : List.of("counts.js", "beside.js")) {
      Files.copy(Path.of("src/test/js", counting), folder.resolve(counting));
    }
    return folder.resolve("beside.js");
  }

  /** What miniflare should know of it. */
  Map<String, Object> options(Path folder) {
    Map<String, Object> options = new HashMap<>();
    options.put("modulesRoot", folder.toString());
    options.put("compatibilityFlags", List.of("nodejs_compat"));
    options.put("durableObjects", Map.of());
    options.put("d1Databases", database == null ? List.of() : List.of(database));
    options.put("kvNamespaces", keys == null ? List.of() : List.of(keys));
    options.put("schema", schema);
    if (database != null) {
      options.put("database", database);
    }
    return options;
  }
}
