package io.github.latchkey.relay.worker.bench;

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
import java.util.HashMap;
import java.util.Map;

/** A Worker in workerd before a provider of its own, and what a plugin and a browser send to it. */
final class Contender implements AutoCloseable {
  /** Framer's guide asks as often. */
  private static final int GUIDE_POLL_MILLIS = 2_500;

  /** What {@code POST /authorize} gave. */
  record Login(String url, String readKey) {}

  final String name;

  /** Whether a poll can wait; else it is asked again, as often as Framer's guide does. */
  final boolean canWait;

  private final FakeProvider provider = FakeProvider.start();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String store;
  private final Workerd workerd;

  private Contender(
      String name, boolean canWait, String entry, String store, Map<String, Object> options)
      throws Exception {
    this.name = name;
    this.canWait = canWait;
    this.store = store;
    Map<String, String> variables = new HashMap<>(provider.relaySettings(FreePort.find()));
    variables.put("STORE", store);
    variables.put("PLUGIN_URI", "https://localhost:5173");
    workerd = new Workerd(entry, variables, Files.createTempDirectory("bench"), options);
  }

  /**
   * Starts this Worker.
   *
   * @param isCounted whether {@link #counts} is to be asked, which costs a little time
   */
  static Contender ours(String store, boolean isCounted) throws Exception {
    String name = "this one, " + (store.equals("d1") ? "D1" : "Durable Objects");
    String entry = isCounted ? Workerd.OBSERVED : Workerd.PLAIN;
    return new Contender(name, true, entry, store, Map.of());
  }

  /** Starts another one, which gets the settings of Framer's guide. */
  static Contender other(OtherBundle other, boolean isCounted) throws Exception {
    Path counting = other.layOut();
    Path entry = isCounted ? counting : counting.resolveSibling("other.js");
    String store = other.database() == null ? "none" : "d1";
    Contender contender =
        new Contender(
            other.name(), false, entry.toString(), store, other.options(entry.getParent()));
    // Older relays know no PKCE, and some send the secret in the URL.
    contender.provider.pkceRequired(false);
    contender.provider.secretsInQuery(true);
    return contender;
  }

  Login authorize() throws Exception {
    HttpResponse<String> answer = post("/authorize");
    if (answer.statusCode() != 200) {
      throw new IOException(name + ": /authorize " + answer.statusCode() + workerd.log());
    }
    JsonObject json = new Gson().fromJson(answer.body(), JsonObject.class);
    return new Login(json.get("url").getAsString(), json.get("readKey").getAsString());
  }

  /** Visits the provider; gives the target that it sends the browser back to. */
  String visit(Login login) throws Exception {
    URI back =
        URI.create(
            send(HttpRequest.newBuilder(URI.create(login.url())))
                .headers()
                .firstValue("location")
                .orElseThrow());
    return back.getRawPath() + "?" + back.getRawQuery();
  }

  /**
   * Comes back from the provider.
   *
   * @return where on the same host the browser is led; null where the page is there already
   */
  String redirect(String target) throws Exception {
    HttpResponse<String> answer = get(target);
    if (answer.statusCode() >= 400) {
      throw new IOException(name + ": /redirect " + answer.statusCode() + workerd.log());
    }
    String next = answer.headers().firstValue("location").orElse("");
    return next.startsWith("/") ? next : null;
  }

  /** A poll as published plugins send it; gives its status. */
  int poll(Login login) throws Exception {
    return post("/poll?readKey=" + login.readKey()).statusCode();
  }

  /** Asks until the tokens are here, in this contender's own way. */
  void awaitTokens(Login login) throws Exception {
    while (true) {
      if (canWait) {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(URI.create(workerd.url() + "/poll"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("wait=25&readKey=" + login.readKey()));
        if (send(request).statusCode() == 200) {
          return;
        }
      } else {
        Thread.sleep(GUIDE_POLL_MILLIS);
        if (poll(login) == 200) {
          return;
        }
      }
    }
  }

  /** What it has asked the platform for since this was last asked. */
  Map<String, Integer> counts() throws Exception {
    Map<String, Integer> counts = new HashMap<>();
    new Gson()
        .fromJson(get("/counts").body(), JsonObject.class)
        .asMap()
        .forEach((what, count) -> counts.put(what, count.getAsInt()));
    return counts;
  }

  /** Removes what is over: this Worker's way. Another one has removed it by itself, or does not. */
  void removeExpired() throws Exception {
    if (canWait && store.equals("d1")) {
      get("/pass?millis=3600000");
      get("/cdn-cgi/handler/scheduled");
    }
  }

  /** Whether an alarm, which is not counted, will remove each login's row. */
  boolean hasAlarms() {
    return store.equals("durable-object");
  }

  HttpResponse<String> get(String target) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(workerd.url() + target)));
  }

  private HttpResponse<String> post(String target) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(workerd.url() + target)).POST(BodyPublishers.noBody()));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() throws IOException {
    workerd.close();
    provider.close();
  }
}
