package io.github.latchkey.relay.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.http.Forward;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.server.TestHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The deadline of an API call, which covers all of it. */
@Timeout(60) // what is broken here tends to hang
final class PassThroughTest {
  private static final InetAddress CALLER = InetAddress.getLoopbackAddress();

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final PassThrough passThrough = new PassThrough(timer, 400, 32, 1_000);
  private ServerSocket api;

  @BeforeEach
  void start() throws IOException {
    api = new ServerSocket(0, 50, CALLER);
  }

  @AfterEach
  void stop() throws IOException {
    api.close();
    timer.shutdownNow();
  }

  private Forward forward(long bodyBytes) {
    return forward("", bodyBytes);
  }

  private Forward forward(String plugin, long bodyBytes) {
    Forward.Reception reception =
        new Forward.Reception() {
          @Override
          public Forward.Head answered(int status, Map<String, List<String>> headers) {
            return new Forward.Head(reply(status, "head"), true);
          }

          @Override
          public Reply failed(Forward.Failure failure) {
            return reply(599, failure.name());
          }
        };
    String url = "http://127.0.0.1:" + api.getLocalPort() + "/";
    return new Forward(plugin, "POST", url, List.of(), bodyBytes, reception);
  }

  @Test
  void aPluginWhoseApiIsSlowTakesNoPlaceOfAnother() throws Exception {
    PassThrough patient = new PassThrough(timer, 20_000, Forward.AT_ONCE_MAX, 1_000);
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<String>> calls = new ArrayList<>();
    for (int i = 0; i < Forward.AT_ONCE_MAX; i++) {
      calls.add(threads.submit(() -> failureOf(patient, "/slow")));
    }
    TestHost.await(() -> patient.running() == Forward.AT_ONCE_MAX);
    assertEquals("BUSY", failureOf(patient, "/slow"));
    calls.add(threads.submit(() -> failureOf(patient, "/quick")));
    TestHost.await(() -> patient.running() == Forward.AT_ONCE_MAX + 1);
    api.close();
    for (Future<String> call : calls) {
      assertEquals("UNREACHABLE", call.get());
    }
    assertEquals(0, patient.running());
    threads.shutdown();
  }

  private String failureOf(PassThrough patient, String plugin) throws IOException {
    Forward forward = forward(plugin, 0);
    try (ApiAnswer answer = patient.call(forward, CALLER, InputStream.nullInputStream())) {
      return failure(answer);
    }
  }

  private static Reply reply(int status, String text) {
    return new Reply(status, List.of(), text.getBytes(UTF_8), "/api/", null);
  }

  private static String failure(ApiAnswer answer) {
    assertEquals(599, answer.head().status());
    return new String(answer.head().body(), UTF_8);
  }

  @Test
  void anApiThatSaysNothingIsLate() {
    try (ApiAnswer answer = passThrough.call(forward(0), CALLER, InputStream.nullInputStream())) {
      assertEquals("LATE", failure(answer));
    }
    assertEquals(0, passThrough.running());
  }

  @Test
  void aCallerWhoseBodyDoesNotComeIsLate() {
    InputStream never =
        new InputStream() {
          @Override
          public int read() throws IOException {
            try {
              Thread.sleep(60_000);
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            return -1;
          }
        };
    try (ApiAnswer answer = passThrough.call(forward(5), CALLER, never)) {
      assertEquals("LATE", failure(answer));
    }
    assertEquals(0, passThrough.running());
  }

  @Test
  void anAnswerThatHasBegunIsCutOffWhenTheTimeIsUp() throws Exception {
    Thread server =
        new Thread(
            () -> {
              try (Socket socket = api.accept()) {
                socket.getInputStream().read();
                String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n";
                socket.getOutputStream().write(head.getBytes(UTF_8));
                socket.getInputStream().transferTo(ByteArrayOutputStream.nullOutputStream());
              } catch (IOException e) {
                // The test has ended.
              }
            });
    server.start();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // Time enough for the answer to begin on a busy machine.
    PassThrough slower = new PassThrough(timer, 4_000, 32, 1_000);
    try (ApiAnswer answer = slower.call(forward(0), CALLER, InputStream.nullInputStream())) {
      assertTrue(answer.isBodyPassed());
      assertThrows(IOException.class, () -> answer.copyTo(out));
    }
    assertEquals("half", out.toString(UTF_8));
    assertEquals(0, slower.running());
    server.join();
  }
}
