package io.github.latchkey.relay.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a plugin and a person's browser send, in both dialects, without anything clever. */
public final class RelayClient {
  /**
   * What {@code /authorize} answers.
   *
   * @param url where the person goes
   */
  public record Login(String url, String readKey) {}

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;

  public RelayClient(int port) {
    this.port = port;
  }

  public int port() {
    return port;
  }

  /** Begins a login. */
  public Login authorize() throws Exception {
    HttpResponse<String> answer = post("/authorize", "");
    if (answer.statusCode() != 200) {
      throw new IOException("/authorize: " + answer.statusCode());
    }
    return new Login(member(answer.body(), "url"), member(answer.body(), "readKey"));
  }

  /** Logs in at the provider; the URL that the provider sends the browser to. */
  public String logIn(Login login) throws Exception {
    return get(login.url()).headers().firstValue("Location").orElseThrow();
  }

  /** Asks once, waiting. */
  public HttpResponse<String> poll(String readKey, int waitSeconds) throws Exception {
    return post("/poll", "readKey=" + readKey + "&wait=" + waitSeconds);
  }

  /** Asks as published plugins do. */
  public HttpResponse<String> pollCompatible(String readKey) throws Exception {
    return post("/poll?readKey=" + readKey, "");
  }

  public HttpResponse<String> post(String target, String body) throws Exception {
    return http.send(
        request("http://127.0.0.1:" + port + target)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** Gets an absolute URL; no redirect is followed. */
  public HttpResponse<String> get(String url) throws Exception {
    return http.send(request(url).build(), BodyHandlers.ofString());
  }

  /** A string member of a flat JSON object. */
  public static String member(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    if (!matcher.find()) {
      throw new AssertionError("no " + name);
    }
    return matcher.group(1);
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(40));
  }
}
