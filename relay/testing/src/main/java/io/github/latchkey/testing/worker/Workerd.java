package io.github.latchkey.testing.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The Worker as it was built, in the runtime that Cloudflare has, on a port of its own. */
public final class Workerd implements AutoCloseable {
  /** The Worker itself. */
  public static final String PLAIN = "target/worker/index.js";

  /** The Worker, with a record of what happens in it. */
  public static final String OBSERVED = "src/test/js/observed.js";

  /** The module that the paths above begin at, from its own folder and from its neighbours'. */
  private static final Path MODULE =
      Files.exists(Path.of("src/test/js/workerd.mjs")) ? Path.of("") : Path.of("../relay/worker");

  /** The one after this: to load miniflare takes most of a start, and a test lets it go on. */
  private static final AtomicReference<Process> NEXT = new AtomicReference<>();

  private final Process process;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> url = new CompletableFuture<>();
  private final Thread reader;

  /**
   * Starts it and waits until it serves.
   *
   * @param persist the directory where Durable Objects lie
   */
  public Workerd(String entry, Map<String, String> bindings, Path persist) throws Exception {
    this(entry, bindings, persist, Map.of());
  }

  /**
   * The same with what else miniflare should know.
   *
   * @param options miniflare's, by name
   */
  public Workerd(
      String entry, Map<String, String> bindings, Path persist, Map<String, Object> options)
      throws Exception {
    process = node();
    reader = new Thread(this::read, "workerd-log");
    reader.setDaemon(true);
    reader.start();
    Map<String, Object> asked = new HashMap<>(options);
    asked.putAll(
        Map.of(
            "entry", entry, "bindings", bindings, "persist", persist.toAbsolutePath().toString()));
    OutputStream in = process.getOutputStream();
    in.write((new Gson().toJson(asked) + "\n").getBytes(UTF_8));
    in.flush();
    try {
      url.get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      process.destroyForcibly();
      throw new IOException("workerd does not start: " + log, e);
    }
  }

  /** A process that has loaded what it needs, or will have soon; it ends with its input. */
  private static Process node() throws IOException {
    Process loaded = NEXT.getAndSet(launch());
    return loaded != null && loaded.isAlive() ? loaded : launch();
  }

  private static Process launch() throws IOException {
    return new ProcessBuilder("node", "src/test/js/workerd.mjs")
        .directory(MODULE.toAbsolutePath().toFile())
        .redirectErrorStream(true)
        .start();
  }

  /** Where it serves, such as {@code http://127.0.0.1:41234}. */
  public String url() {
    return url.join();
  }

  /** Everything that was logged so far, a line each. */
  public List<String> log() {
    return List.copyOf(log);
  }

  /** Ends it without a warning. */
  public void kill() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  private void read() {
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("{\"url\"")) {
          url.complete(new Gson().fromJson(line, JsonObject.class).get("url").getAsString());
        } else {
          log.add(line);
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
    url.completeExceptionally(new IOException("it ended"));
  }

  /** Stops it; then the log is complete. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        kill();
      }
      reader.join(5_000);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
