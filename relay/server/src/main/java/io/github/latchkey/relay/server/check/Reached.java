package io.github.latchkey.relay.server.check;

import io.github.latchkey.relay.jdk.HttpFailure;
import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.settings.WebUrl;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Whether an endpoint is there. It is asked without client, secret and parameters, so a 400 is as
 * good an answer as any.
 *
 * @param word {@code ok}, {@code warning}, {@code skipped} or {@code failed}
 * @param text of our own words, the endpoint without its query, and a status
 */
record Reached(String word, String text) {
  /**
   * Asks.
   *
   * @param isForBrowsers whether it takes GET; otherwise POST
   */
  static Reached at(WebUrl endpoint, boolean isForBrowsers) {
    String place = endpoint.withoutQuery();
    if (endpoint.host().startsWith("{")) {
      return new Reached("skipped", place + " has a host for each person");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint.text()))
            .timeout(Duration.ofSeconds(Http.DEADLINE_SECONDS))
            .setHeader("User-Agent", "Latchkey");
    if (!isForBrowsers) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.noBody());
    }
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(Http.DEADLINE_SECONDS))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    long start = System.nanoTime();
    try {
      int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
      long millis = (System.nanoTime() - start) / 1_000_000;
      String text = place + " answers " + status + " after " + millis + " ms";
      boolean isOdd = status == 404 || status >= 500;
      return new Reached(isOdd ? "warning" : "ok", text);
    } catch (IOException e) {
      return new Reached("failed", "gives no answer: " + HttpFailure.describe(e, endpoint.text()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reached("failed", place + " was not waited for");
    }
  }
}
