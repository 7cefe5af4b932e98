package io.github.latchkey.relay.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import io.github.latchkey.testing.worker.Workerd;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The Worker before a provider of our own, and what a plugin and a person's browser send to it. */
final class WorkerUnderTest implements AutoCloseable {
  static final String PLUGIN_ORIGIN = "https://localhost:5173";

  /** What {@code POST /authorize} gave. */
  record Login(String url, String readKey) {}

  final FakeProvider provider;
  final Map<String, String> variables;
  final Path persist;
  private final String entry;
  private final Map<String, Object> options;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Workerd workerd;

  /**
   * Starts both.
   *
   * @param settings names and values by turns, besides those of the provider
   */
  WorkerUnderTest(String entry, Path persist, String... settings) throws Exception {
    this(entry, persist, Map.of(), settings);
  }

  /**
   * The same with what else miniflare should know.
   *
   * @param options miniflare's, by name
   */
  WorkerUnderTest(String entry, Path persist, Map<String, Object> options, String... settings)
      throws Exception {
    this.entry = entry;
    this.options = options;
    this.persist = persist;
    provider = FakeProvider.start();
    variables = provider.relaySettings(FreePort.find());
    variables.put("PLUGIN_URI", PLUGIN_ORIGIN);
    variables.put("API_ORIGINS", provider.origin());
    for (int i = 0; i < settings.length; i += 2) {
      variables.put(settings[i], settings[i + 1]);
    }
    workerd = new Workerd(entry, variables, persist, options);
  }

  Workerd workerd() {
    return workerd;
  }

  /** Ends the Worker in the middle of whatever it does, and starts another one on its storage. */
  void restart() throws Exception {
    workerd.kill();
    workerd = new Workerd(entry, variables, persist, options);
  }

  /** Lets time pass for {@code observed.js}, also for one that is restarted. */
  void pass(long millis) throws Exception {
    long ahead = Long.parseLong(variables.getOrDefault("CLOCK_AHEAD_MILLIS", "0"));
    variables.put("CLOCK_AHEAD_MILLIS", Long.toString(ahead + millis));
    get("/pass?millis=" + millis);
  }

  Login authorize() throws Exception {
    HttpResponse<String> answer = post("/authorize", "");
    if (answer.statusCode() != 200) {
      throw new IOException("/authorize: " + answer.statusCode() + " " + answer.body());
    }
    JsonObject json = json(answer);
    String readKey = provider.canaries().remember(json.get("readKey").getAsString());
    return new Login(json.get("url").getAsString(), readKey);
  }

  /** Visits the provider's page; gives the target that it sends the person's browser back to. */
  String visit(Login login) throws Exception {
    URI back =
        URI.create(send(request(login.url())).headers().firstValue("location").orElseThrow());
    return back.getRawPath() + "?" + back.getRawQuery();
  }

  /** Logs in as far as the person is concerned. */
  Login logIn() throws Exception {
    Login login = authorize();
    HttpResponse<String> answer = get(visit(login));
    if (answer.statusCode() != 303) {
      throw new IOException("/redirect: " + answer.statusCode());
    }
    return login;
  }

  HttpResponse<String> pollNatively(Login login) throws Exception {
    return post("/poll", "readKey=" + login.readKey());
  }

  HttpResponse<String> pollCompatibly(Login login) throws Exception {
    return post("/poll?readKey=" + login.readKey(), "");
  }

  /** A poll that waits, and is not waited for. */
  CompletableFuture<HttpResponse<String>> hold(Login login) {
    return http.sendAsync(
        form("/poll", "wait=25&readKey=" + login.readKey()), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> postLater(String target, String body) {
    return http.sendAsync(form(target, body), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> getLater(String target) {
    return http.sendAsync(request(workerd.url() + target), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String target, String body) throws Exception {
    return send(form(target, body));
  }

  /** What {@code observed.js} has counted since it was last asked. */
  Map<String, Integer> counts() throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    json(get("/counts")).asMap().forEach((name, count) -> counts.put(name, count.getAsInt()));
    return counts;
  }

  /** From an address that the platform has seen. */
  HttpResponse<String> postFrom(String address, String target, String body) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(form(target, body), (name, value) -> true);
    return send(request.header("CF-Connecting-IP", address).build());
  }

  HttpResponse<String> get(String target) throws Exception {
    return send(request(workerd.url() + target));
  }

  private HttpRequest form(String target, String body) {
    return HttpRequest.newBuilder(URI.create(workerd.url() + target))
        .timeout(Duration.ofSeconds(60))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static HttpRequest request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60)).build();
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofString());
  }

  static JsonObject json(HttpResponse<String> answer) {
    return new Gson().fromJson(answer.body(), JsonObject.class);
  }

  /** A call of the provider's API as a plugin's page sends it; null: without a token. */
  HttpResponse<String> callApi(String method, String path, String accessToken) throws Exception {
    String host = URI.create(provider.origin()).getAuthority();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(workerd.url() + "/api/" + host + path))
            .timeout(Duration.ofSeconds(60))
            .header("Origin", PLUGIN_ORIGIN)
            .method(method, BodyPublishers.noBody());
    if (accessToken != null) {
      request.header("Authorization", "Bearer " + accessToken);
    }
    return send(request.build());
  }

  /** The files that the objects have, each its own. */
  List<Path> objects() throws IOException {
    try (Stream<Path> files = Files.walk(persist)) {
      return files
          .filter(file -> file.toString().endsWith(".sqlite"))
          .filter(file -> !file.endsWith("metadata.sqlite"))
          .toList();
    }
  }

  /** How many objects have written a row, ever. */
  int writtenObjects() throws IOException {
    int written = 0;
    for (Path object : objects()) {
      Path log = Path.of(object + "-wal");
      String content = Files.readString(object, ISO_8859_1);
      content += Files.exists(log) ? Files.readString(log, ISO_8859_1) : "";
      written += content.contains("attempt") ? 1 : 0;
    }
    return written;
  }

  @Override
  public void close() throws IOException {
    workerd.close();
    provider.close();
  }
}
