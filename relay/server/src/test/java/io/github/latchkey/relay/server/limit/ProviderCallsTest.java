package io.github.latchkey.relay.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.port.Http.Purpose;
import io.github.latchkey.relay.port.HttpBusyException;
import io.github.latchkey.relay.server.TestHost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProviderCallsTest {
  private static final String SLOW = "https://slow.example.com/token";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch answers = new CountDownLatch(1);
  private final AtomicInteger running = new AtomicInteger();

  @AfterEach
  void stop() {
    answers.countDown();
    threads.shutdown();
  }

  private Http.Response provider(
      Purpose purpose, String url, Map<String, String> headers, byte[] body) throws IOException {
    running.incrementAndGet();
    try {
      if (url.equals(SLOW)) {
        answers.await();
      }
      return new Http.Response(200, Map.of(), body);
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      running.decrementAndGet();
    }
  }

  private ProviderCalls calls(long waitMillis) {
    return new ProviderCalls(this::provider, TimeUnit.MILLISECONDS.toNanos(waitMillis));
  }

  private static int call(ProviderCalls calls, Purpose purpose, String url) throws IOException {
    return calls.post(purpose, url, Map.of(), new byte[0]).status();
  }

  private List<Future<Integer>> start(ProviderCalls calls, Purpose purpose, int count) {
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(threads.submit(() -> call(calls, purpose, SLOW)));
    }
    return all;
  }

  @Test
  void aCallAboveTheLimitWaitsForItsTurn() throws Exception {
    ProviderCalls calls = calls(60_000);
    List<Future<Integer>> all = start(calls, Purpose.LOGIN, 2 * ProviderCalls.PER_HOST);
    TestHost.await(() -> running.get() == ProviderCalls.PER_HOST);
    answers.countDown();
    for (Future<Integer> each : all) {
      assertEquals(200, each.get());
    }
  }

  @Test
  void aCallThatWaitedTooLongIsNotSent() throws Exception {
    ProviderCalls calls = calls(50);
    start(calls, Purpose.LOGIN, ProviderCalls.PER_HOST);
    TestHost.await(() -> running.get() == ProviderCalls.PER_HOST);
    Future<Integer> late = threads.submit(() -> call(calls, Purpose.LOGIN, SLOW));
    Throwable failure = assertThrows(ExecutionException.class, late::get).getCause();
    assertEquals(HttpBusyException.class, failure.getClass());
    assertEquals(ProviderCalls.PER_HOST, running.get());
  }

  @Test
  void refreshesLeaveRoomForLogins() throws Exception {
    ProviderCalls calls = calls(60_000);
    start(calls, Purpose.OTHER, ProviderCalls.PER_HOST);
    TestHost.await(() -> running.get() == ProviderCalls.OTHERS_PER_HOST);
    start(calls, Purpose.LOGIN, 1);
    TestHost.await(() -> running.get() == ProviderCalls.OTHERS_PER_HOST + 1);
  }

  @Test
  void aSlowHostKeepsNoOtherHostWaiting() throws Exception {
    ProviderCalls calls = calls(50);
    start(calls, Purpose.LOGIN, 2 * ProviderCalls.PER_HOST);
    TestHost.await(() -> running.get() == ProviderCalls.PER_HOST);
    assertEquals(200, call(calls, Purpose.LOGIN, "https://quick.example.com/token"));
    assertEquals(200, call(calls, Purpose.OTHER, "https://quick.example.com/token"));
  }
}
