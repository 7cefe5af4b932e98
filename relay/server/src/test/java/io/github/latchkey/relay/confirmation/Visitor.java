package io.github.latchkey.relay.confirmation;

import io.github.latchkey.relay.server.TestRelay;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person's browser, as far as a relay can tell: a cookie jar, and no redirect followed. */
final class Visitor {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String relay;

  /** The JDK's own cookie jar keeps none of localhost. */
  private String cookie;

  Visitor(TestRelay relay) {
    this.relay = relay.origin();
  }

  HttpResponse<String> get(String url) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    if (cookie != null && request.build().uri().toString().startsWith(relay + "/")) {
      request.header("Cookie", cookie);
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    answer
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
    return answer;
  }

  /** Opens the page and presses one of its buttons. */
  HttpResponse<String> press(String startUrl, String action) throws Exception {
    Matcher ticket =
        Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"").matcher(get(startUrl).body());
    if (!ticket.find()) {
      throw new AssertionError("no ticket in the page");
    }
    return post(ticket.group(1), action, relay);
  }

  /**
   * Posts the form.
   *
   * @param origin whose page a browser would say sent it; null: it says nothing
   */
  HttpResponse<String> post(String ticket, String action, String origin) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(relay + "/start"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("ticket=" + ticket + "&action=" + action));
    if (origin != null) {
      request.header("Origin", origin);
    }
    return send(request);
  }

  static String location(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .orElse(answer.statusCode() + " " + answer.body());
  }
}
