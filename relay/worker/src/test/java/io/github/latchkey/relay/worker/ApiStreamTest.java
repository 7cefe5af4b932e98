package io.github.latchkey.relay.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.latchkey.testing.worker.Workerd;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What an API call carries passes through the Worker as it comes, in both directions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiStreamTest {
  private static final int SECONDS_MAX = 20;

  private CountDownLatch arrived;
  private HttpServer api;
  private WorkerUnderTest relay;

  @BeforeAll
  void start(@TempDir Path persist) throws Exception {
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.setExecutor(Executors.newCachedThreadPool());
    api.start();
    String origin = "http://127.0.0.1:" + api.getAddress().getPort();
    relay = new WorkerUnderTest(Workerd.PLAIN, persist, "API_ORIGINS", origin);
  }

  @AfterAll
  void stop() throws Exception {
    relay.close();
    api.stop(0);
  }

  @BeforeEach
  void awaitNothingYet() {
    arrived = new CountDownLatch(1);
  }

  private boolean awaitArrival() {
    try {
      return arrived.await(SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  private HttpRequest.Builder call(String path) {
    String host = "127.0.0.1:" + api.getAddress().getPort();
    return HttpRequest.newBuilder(URI.create(relay.workerd().url() + "/api/" + host + path))
        .header("Origin", WorkerUnderTest.PLUGIN_ORIGIN)
        .header("Authorization", "Bearer abc");
  }

  private static HttpClient http() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @Test
  void theFirstHalfOfAnAnswerArrivesBeforeTheSecondIsSent() throws Exception {
    CompletableFuture<Boolean> inTime = new CompletableFuture<>();
    api.createContext(
        "/down",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("first".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            inTime.complete(awaitArrival());
            exchange.getResponseBody().write(" second".getBytes(UTF_8));
          }
        });
    HttpResponse<InputStream> answer =
        http().send(call("/down").build(), BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      assertEquals("first", new String(body.readNBytes(5), UTF_8));
      arrived.countDown();
      assertEquals(" second", new String(body.readAllBytes(), UTF_8));
    }
    assertTrue(inTime.get());
  }

  @Test
  void theFirstHalfOfARequestArrivesBeforeTheSecondIsSent() throws Exception {
    api.createContext("/up", this::takeBothHalves);
    URI url = call("/up").build().uri();
    // The JDK's client reads ahead of what it sends.
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(1_000 * SECONDS_MAX);
      OutputStream out = socket.getOutputStream();
      String head =
          "POST %s HTTP/1.1\r\nHost: localhost\r\nOrigin: %s\r\nAuthorization: Bearer abc\r\n"
              + "Content-Length: 12\r\n\r\nfirst";
      out.write(head.formatted(url.getPath(), WorkerUnderTest.PLUGIN_ORIGIN).getBytes(UTF_8));
      out.flush();
      assertTrue(awaitArrival());
      out.write(" second".getBytes(UTF_8));
      out.flush();
      StringBuilder answer = new StringBuilder();
      while (answer.indexOf("first second") < 0) {
        int next = socket.getInputStream().read();
        assertTrue(next >= 0, answer.toString());
        answer.append((char) next);
      }
    }
  }

  /** workerd ends a stream as if it were whole where nothing says how long it would have been. */
  @Test
  void anAnswerThatBreaksOffBeforeItsLengthDoesNotArriveWhole() throws Exception {
    api.createContext(
        "/cut",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write("half".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          throw new IOException("cut on purpose");
        });
    HttpRequest cut = call("/cut").build();
    assertThrows(IOException.class, () -> http().send(cut, BodyHandlers.ofString()));
  }

  @Test
  void anAnswerKeepsItsLength() throws Exception {
    api.createContext(
        "/known",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("whole".getBytes(UTF_8));
          }
        });
    HttpResponse<String> answer = http().send(call("/known").build(), BodyHandlers.ofString());
    assertEquals("whole", answer.body());
    assertEquals("5", answer.headers().firstValue("Content-Length").orElse(""));
  }

  @Test
  void anAnswerThatIsTooLongIsRefusedBeforeItBegins() throws Exception {
    api.createContext(
        "/long",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 16 * 1024 * 1024 + 1);
            exchange.getResponseBody().write("begun".getBytes(UTF_8));
            exchange.getResponseBody().flush();
          } catch (IOException e) {
            // It is not all sent.
          }
        });
    HttpResponse<String> answer = http().send(call("/long").build(), BodyHandlers.ofString());
    assertEquals(502, answer.statusCode());
  }

  private void takeBothHalves(HttpExchange exchange) throws IOException {
    try (exchange) {
      InputStream body = exchange.getRequestBody();
      byte[] first = body.readNBytes(5);
      arrived.countDown();
      String both = new String(first, UTF_8) + new String(body.readAllBytes(), UTF_8);
      exchange.sendResponseHeaders(200, both.length());
      exchange.getResponseBody().write(both.getBytes(UTF_8));
    }
  }
}
