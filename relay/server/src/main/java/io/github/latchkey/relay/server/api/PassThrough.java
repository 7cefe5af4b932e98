package io.github.latchkey.relay.server.api;

import io.github.latchkey.relay.http.Forward;
import io.github.latchkey.relay.http.Forward.Failure;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.server.limit.ConcurrencyLimit;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Passes API calls on by a client of its own: nothing that an API does reaches the one that asks
 * for tokens.
 */
public final class PassThrough {
  private static final int CONNECT_SECONDS = 10;

  /** A part of all, so that one household or one user leaves room for the others. */
  private static final int PER_CALLER_MAX = Forward.AT_ONCE_MAX / 4;

  private static final ExecutorService THREADS = Executors.newCachedThreadPool(PassThrough::daemon);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(CONNECT_SECONDS))
          .executor(THREADS)
          .build();

  private final ScheduledExecutorService timer;
  private final long deadlineMillis;
  private final int perCaller;
  private final Semaphore all;

  /** By base path: a plugin whose API is slow takes nothing from the others. */
  private final Map<String, ConcurrencyLimit> limits = new ConcurrentHashMap<>();

  /** Running calls by a hash of plugin and credential: one user may call from many networks. */
  private final Map<Integer, Integer> byCredential = new ConcurrentHashMap<>();

  /**
   * Applies the limits that {@link Forward} promises.
   *
   * @param timer runs short tasks
   * @param callsAtOnce how many calls may run, of all plugins together
   */
  public PassThrough(ScheduledExecutorService timer, int callsAtOnce) {
    this(timer, TimeUnit.SECONDS.toMillis(Forward.DEADLINE_SECONDS), PER_CALLER_MAX, callsAtOnce);
  }

  PassThrough(ScheduledExecutorService timer, long deadlineMillis, int perCaller, int callsAtOnce) {
    this.timer = timer;
    this.deadlineMillis = deadlineMillis;
    this.perCaller = perCaller;
    this.all = new Semaphore(callsAtOnce);
  }

  /** How many calls are running. */
  public int running() {
    return limits.values().stream().mapToInt(ConcurrencyLimit::taken).sum();
  }

  /**
   * Sends a call, and waits until its answer has begun.
   *
   * @param address the caller's
   * @param body the caller's, unread
   */
  public ApiAnswer call(Forward forward, InetAddress address, InputStream body) {
    ConcurrencyLimit limit =
        limits.computeIfAbsent(
            forward.plugin(), plugin -> new ConcurrencyLimit(Forward.AT_ONCE_MAX, perCaller));
    switch (limit.enter(address)) {
      case FULL:
        return failed(forward, Failure.BUSY, () -> {}, null);
      case ADDRESS_FULL:
        return failed(forward, Failure.TOO_MANY, () -> {}, null);
      default:
        break;
    }
    int credential = credential(forward);
    if (byCredential.merge(credential, 1, Integer::sum) > perCaller) {
      leaveCredential(credential);
      limit.leave(address);
      return failed(forward, Failure.TOO_MANY, () -> {}, null);
    }
    if (!all.tryAcquire()) {
      leaveCredential(credential);
      limit.leave(address);
      return failed(forward, Failure.BUSY, () -> {}, null);
    }
    Runnable leaving =
        () -> {
          all.release();
          leaveCredential(credential);
          limit.leave(address);
        };
    try {
      return begin(forward, body, leaving);
    } catch (RuntimeException e) {
      leaving.run();
      throw e;
    }
  }

  private void leaveCredential(int credential) {
    byCredential.computeIfPresent(credential, (key, count) -> count == 1 ? null : count - 1);
  }

  private static int credential(Forward forward) {
    int hash = forward.plugin().hashCode();
    for (Map.Entry<String, String> header : forward.headers()) {
      if (header.getKey().equals("authorization")) {
        hash = 31 * hash + header.getValue().hashCode();
      }
    }
    return hash;
  }

  private ApiAnswer begin(Forward forward, InputStream body, Runnable leaving) {
    long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(deadlineMillis);
    Upload upload = new Upload(body, forward.bodyBytes(), Forward.BODY_MAX_BYTES, THREADS);
    CompletableFuture<HttpResponse<InputStream>> pending =
        CLIENT.sendAsync(request(forward, upload), BodyHandlers.ofInputStream());
    HttpResponse<InputStream> response;
    try {
      response = pending.get(deadlineMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      pending.cancel(true);
      return failed(forward, Failure.LATE, leaving, upload);
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      return failed(forward, Failure.LATE, leaving, upload);
    } catch (ExecutionException e) {
      Failure failure = upload.isTooLong() ? Failure.BODY_TOO_LONG : Failure.UNREACHABLE;
      return failed(forward, failure, leaving, upload);
    }
    return judge(forward, response, endNanos, leaving, upload);
  }

  private ApiAnswer judge(
      Forward forward,
      HttpResponse<InputStream> response,
      long endNanos,
      Runnable leaving,
      Upload upload) {
    long bytes = response.headers().firstValueAsLong("content-length").orElse(-1);
    boolean isHead = forward.method().equals("HEAD");
    Forward.Head head = forward.reception().answered(response.statusCode(), headers(response));
    boolean isTooLong = bytes > Forward.ANSWER_MAX_BYTES && !isHead;
    if (!head.isBodyPassed() || isTooLong) {
      close(response.body());
      return isTooLong && head.isBodyPassed()
          ? failed(forward, Failure.ANSWER_TOO_LONG, leaving, upload)
          : new ApiAnswer(head.reply(), null, 0, leaving, upload);
    }
    Cut cut = new Cut(leaving);
    ApiAnswer answer = new ApiAnswer(head.reply(), response.body(), bytes, cut, upload);
    long leftNanos = Math.max(0, endNanos - System.nanoTime());
    cut.pending = timer.schedule(answer::cutOff, leftNanos, TimeUnit.NANOSECONDS);
    return answer;
  }

  /** What is to be done once an answer is closed: it is no longer cut off, and leaves its place. */
  private static final class Cut implements Runnable {
    private final Runnable leaving;
    private Future<?> pending;

    Cut(Runnable leaving) {
      this.leaving = leaving;
    }

    @Override
    public void run() {
      pending.cancel(false);
      leaving.run();
    }
  }

  private static ApiAnswer failed(
      Forward forward, Failure failure, Runnable leaving, Upload upload) {
    Reply reply = forward.reception().failed(failure);
    return new ApiAnswer(reply, null, 0, leaving, upload);
  }

  private static HttpRequest request(Forward forward, Upload upload) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(forward.url()))
            .method(forward.method(), forward.bodyBytes() == 0 ? BodyPublishers.noBody() : upload);
    // Or the client sends the JDK's version; the caller's takes its place.
    request.setHeader("User-Agent", "Latchkey");
    boolean isFirstAgent = true;
    for (Map.Entry<String, String> header : forward.headers()) {
      if (header.getKey().equals("user-agent") && isFirstAgent) {
        isFirstAgent = false;
        request.setHeader(header.getKey(), header.getValue());
      } else {
        request.header(header.getKey(), header.getValue());
      }
    }
    return request.build();
  }

  private static Map<String, List<String>> headers(HttpResponse<?> response) {
    Map<String, List<String>> headers = new HashMap<>();
    response
        .headers()
        .map()
        .forEach(
            (name, values) ->
                headers
                    .computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .addAll(values));
    return headers;
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      // It is given up in any case.
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(null, task, "latchkey-api", 512 * 1024);
    thread.setDaemon(true);
    return thread;
  }
}
