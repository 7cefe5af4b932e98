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
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A Worker in workerd before a provider of its own, and what a plugin and a browser send to it. */
final class Contender implements AutoCloseable {
  /** What {@code POST /authorize} gave. */
  record Login(String url, String readKey) {}

  final String name;

  /** Whether a poll can wait; else it is asked again, as often as Framer's guide does. */
  final boolean canWait;

  private final FakeProvider provider = FakeProvider.start();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Workerd workerd;

  /**
   * Starts one.
   *
   * @param entry the module, from the folder of relay/worker
   * @param options what miniflare should know besides
   */
  Contender(
      String name,
      boolean canWait,
      String entry,
      String store,
      Path rows,
      Map<String, Object> options)
      throws Exception {
    this.name = name;
    this.canWait = canWait;
    Map<String, String> variables = new HashMap<>(provider.relaySettings(FreePort.find()));
    variables.put("STORE", store);
    variables.put("PLUGIN_URI", "https://localhost:5173");
    workerd = new Workerd(entry, variables, rows, options);
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

  void redirect(String target) throws Exception {
    int status = send(HttpRequest.newBuilder(URI.create(workerd.url() + target))).statusCode();
    if (status >= 400) {
      throw new IOException(name + ": /redirect " + status);
    }
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
        Thread.sleep(2_500);
        if (poll(login) == 200) {
          return;
        }
      }
    }
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
