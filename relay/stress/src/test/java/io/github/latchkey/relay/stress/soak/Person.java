package io.github.latchkey.relay.stress.soak;

import io.github.latchkey.relay.server.RawHttp;
import io.github.latchkey.relay.server.RelayClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A user who logs in once, patiently: a plugin that polls the relay that it reaches, and a browser
 * that reloads a page that asks for it.
 */
final class Person {
  /** How a login has ended, as far as its plugin knows. */
  enum Ending {
    SIGNED_IN,
    REFUSED,
    /** 410 or 502: log in again. */
    TOLD,
    LOST,
    /** Tokens that were given before. */
    DOUBLE
  }

  /** A login and its end. */
  record Login(Ending ending, int status, boolean isNative, long beganNanos, long endedNanos) {}

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Beyond the 30 s of a reservation, a relay's start and a database's. */
  private static final Duration PATIENCE = Duration.ofSeconds(110);

  private static final int COMPATIBLE_INTERVAL_MILLIS = 1_500;

  private final Stand stand;
  private final Tally tally;
  private final Executor browsers;
  private final boolean isNative = ThreadLocalRandom.current().nextInt(3) > 0;
  private final boolean refuses = ThreadLocalRandom.current().nextInt(50) == 0;
  private final String address =
      "10.%d.%d.%d".formatted(random(0, 256), random(0, 256), random(1, 255));
  private final long beganNanos = System.nanoTime();

  Person(Stand stand, Tally tally, Executor browsers) {
    this.stand = stand;
    this.tally = tally;
    this.browsers = browsers;
  }

  Login logIn() throws Exception {
    HttpResponse<String> begun = persistently(() -> post("/authorize", ""));
    String readKey = RelayClient.member(begun.body(), "readKey");
    stand.provider.canaries().remember(readKey);
    String url = RelayClient.member(begun.body(), "url") + (refuses ? "&decision=refuse" : "");
    CompletableFuture<Long> browser =
        CompletableFuture.supplyAsync(() -> browse(url), browsers)
            .exceptionally(
                e -> {
                  tally.surprise(e);
                  return null;
                });
    HttpResponse<String> answer = poll(readKey);
    long told = System.nanoTime();
    Long page = browser.get();
    int status = answer == null ? 404 : answer.statusCode();
    if (page == null) {
      return end(Ending.LOST, status);
    }
    if (status == 200 && told > page) {
      tally.delivered(told - page);
    }
    return end(ending(readKey, answer), status);
  }

  private Login end(Ending ending, int status) {
    return new Login(ending, status, isNative, beganNanos, System.nanoTime());
  }

  private Ending ending(String readKey, HttpResponse<String> answer) throws Exception {
    if (answer == null) {
      return Ending.LOST;
    }
    switch (answer.statusCode()) {
      case 200 -> {
        boolean isNew = tally.isNewToken(RelayClient.member(answer.body(), "access_token"));
        HttpResponse<String> again = persistently(() -> pollOnce(readKey, 0));
        boolean isAsPromised =
            isNative
                ? again.statusCode() == 200 && again.body().equals(answer.body())
                : again.statusCode() == 410;
        if (isNew && isAsPromised && !refuses) {
          return Ending.SIGNED_IN;
        }
        return again.statusCode() == 200 || !isNew ? Ending.DOUBLE : Ending.LOST;
      }
      case 403 -> {
        return refuses ? Ending.REFUSED : Ending.LOST;
      }
      case 410, 502 -> {
        return Ending.TOLD;
      }
      default -> {
        return Ending.LOST;
      }
    }
  }

  /** The provider's page, a moment, and the way back; the time when the page had spoken. */
  private Long browse(String url) {
    try {
      String redirect = get(url).headers().firstValue("Location").orElseThrow();
      Thread.sleep(random(50, 2_000));
      HttpResponse<String> page =
          persistently(() -> get(redirect.replaceFirst(":\\d+/", ":" + stand.anyPort() + "/")));
      if (page.statusCode() != 303) {
        throw new IOException("/redirect: " + page.statusCode());
      }
      return System.nanoTime();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Polls until it receives more than "pending"; null if that takes too long. */
  private HttpResponse<String> poll(String readKey) throws Exception {
    while (System.nanoTime() - beganNanos < PATIENCE.toNanos()) {
      if (isNative && tally.cutsPolls()) {
        cutPoll(readKey);
      }
      HttpResponse<String> answer = persistently(() -> pollOnce(readKey, 25));
      if (answer.statusCode() != 404) {
        return answer;
      }
      if (!isNative) {
        Thread.sleep(COMPATIBLE_INTERVAL_MILLIS);
      }
    }
    return null;
  }

  private HttpResponse<String> pollOnce(String readKey, int waitSeconds)
      throws IOException, InterruptedException {
    return isNative
        ? post("/poll", "wait=" + waitSeconds + "&readKey=" + readKey)
        : post("/poll?readKey=" + readKey, "");
  }

  /** A poll whose connection is cut, at a moment when the answer may be on its way. */
  private void cutPoll(String readKey) throws Exception {
    try (RawHttp connection = new RawHttp(stand.anyPort())) {
      connection.send("POST", "/poll", "wait=25&readKey=" + readKey, "X-Forwarded-For: " + address);
      Thread.sleep(random(10, 2_500));
      connection.reset();
    } catch (IOException e) {
      // Cut all the same.
    }
  }

  /** Sends it again while there is no relay, or it says 503. */
  private HttpResponse<String> persistently(Callable<HttpResponse<String>> request)
      throws Exception {
    while (true) {
      try {
        HttpResponse<String> answer = request.call();
        if (answer.statusCode() != 503) {
          return answer;
        }
      } catch (IOException e) {
        // Killed, or not there yet.
      }
      if (System.nanoTime() - beganNanos > PATIENCE.toNanos()) {
        throw new IOException("no answer for " + PATIENCE.toSeconds() + " s");
      }
      Thread.sleep(random(100, 600));
    }
  }

  private HttpResponse<String> post(String target, String body)
      throws IOException, InterruptedException {
    return HTTP.send(
        request("http://127.0.0.1:" + stand.anyPort() + target)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return HTTP.send(request(url).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url))
        .timeout(Duration.ofSeconds(40))
        .header("X-Forwarded-For", address);
  }

  private static int random(int from, int to) {
    return ThreadLocalRandom.current().nextInt(from, to);
  }
}
