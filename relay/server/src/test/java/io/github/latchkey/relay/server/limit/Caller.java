package io.github.latchkey.relay.server.limit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** A caller with an address of its own, as a trusted proxy reports it to a relay. */
final class Caller {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int port;
  private final String address;

  /** Calls a relay whose {@code TRUSTED_PROXIES} names 127.0.0.1. */
  Caller(int port, String address) {
    this.port = port;
    this.address = address;
  }

  HttpResponse<String> post(String target, String body, String... headers) throws Exception {
    return HTTP.send(request(target, body, headers), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> posting(String target, String body) {
    return HTTP.sendAsync(request(target, body), BodyHandlers.ofString());
  }

  /** Gets an absolute URL or a target; follows no redirect. */
  HttpResponse<String> get(String url) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(url)).header("X-Forwarded-For", address);
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest request(String target, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(target))
            .header("X-Forwarded-For", address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  private URI uri(String url) {
    return URI.create(url.startsWith("/") ? "http://127.0.0.1:" + port + url : url);
  }

  static String retryAfter(HttpResponse<String> answer) {
    return answer.headers().firstValue("Retry-After").orElse("none");
  }
}
