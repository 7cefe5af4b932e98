package io.github.latchkey.relay.jdk;

import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.port.HttpTooLongException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Requests to the provider by the JDK's client. What an exception says is made of our own words, of
 * the URL without its query and of the name of an exception class: the JDK's messages can contain
 * more.
 */
public final class JdkHttp implements Http {
  static {
    // A POST on a connection that the provider has just closed fails and must not be repeated, so
    // no connection is kept for long (the JDK's own default is 20 minutes). In seconds.
    System.getProperties().putIfAbsent("jdk.httpclient.keepalive.timeout", "3");
  }

  /** One for all, since each has a thread that lives until it is collected. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          // HTTP/2 would add an upgrade header to each plain request.
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(DEADLINE_SECONDS))
          .build();

  private final long deadlineMillis;

  /** Makes one with the deadline that {@link Http} promises. */
  public JdkHttp() {
    this(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
  }

  JdkHttp(long deadlineMillis) {
    this.deadlineMillis = deadlineMillis;
  }

  @Override
  public Response post(Purpose purpose, String url, Map<String, String> headers, byte[] body)
      throws IOException {
    return send(request(url, headers, HttpRequest.BodyPublishers.ofByteArray(body), "POST"));
  }

  /**
   * Gets a document, within the same limits.
   *
   * @param url absolute, http or https
   * @throws IOException as {@link #post} does
   */
  public Response get(String url) throws IOException {
    Map<String, String> headers = Map.of("Accept", "application/json");
    return send(request(url, headers, HttpRequest.BodyPublishers.noBody(), "GET"));
  }

  private Response send(HttpRequest request) throws IOException {
    // The client's own timeout ends with the answer's headers; waiting for the future covers all.
    CompletableFuture<HttpResponse<byte[]>> pending =
        CLIENT.sendAsync(request, answer -> new CappedBody(ANSWER_MAX_BYTES));
    try {
      HttpResponse<byte[]> answer = pending.get(deadlineMillis, TimeUnit.MILLISECONDS);
      return new Response(answer.statusCode(), firstValues(answer), decoded(answer));
    } catch (TimeoutException e) {
      pending.cancel(true);
      throw new IOException(
          HttpFailure.place(request.uri().toString())
              + " gave no complete answer within "
              + deadlineMillis
              + " ms");
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for an answer");
    } catch (ExecutionException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof HttpTooLongException tooLong) {
          throw tooLong;
        }
      }
      throw new IOException(HttpFailure.describe(e, request.uri().toString()));
    }
  }

  /** The body as it was before the server encoded it, although it was asked for no encoding. */
  private static byte[] decoded(HttpResponse<byte[]> answer) throws IOException {
    String encoding = answer.headers().firstValue("content-encoding").orElse("");
    InputStream encoded = new ByteArrayInputStream(answer.body());
    InputStream decoded;
    switch (encoding.toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> decoded = new GZIPInputStream(encoded);
      case "deflate" -> decoded = new InflaterInputStream(encoded);
      default -> {
        return answer.body();
      }
    }
    byte[] body = decoded.readNBytes(ANSWER_MAX_BYTES + 1);
    if (body.length > ANSWER_MAX_BYTES) {
      throw new HttpTooLongException();
    }
    return body;
  }

  private static HttpRequest request(
      String url, Map<String, String> headers, HttpRequest.BodyPublisher body, String method)
      throws IOException {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url))
              // Or the client sends the JDK's version.
              .setHeader("User-Agent", "Latchkey")
              .method(method, body);
      headers.forEach(request::setHeader);
      return request.build();
    } catch (IllegalArgumentException e) {
      throw new IOException("the URL or a header cannot be sent");
    }
  }

  private static Map<String, String> firstValues(HttpResponse<byte[]> answer) {
    Map<String, String> first = new HashMap<>();
    answer
        .headers()
        .map()
        .forEach((name, values) -> first.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return first;
  }
}
