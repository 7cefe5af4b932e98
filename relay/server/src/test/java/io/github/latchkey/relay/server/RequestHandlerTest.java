package io.github.latchkey.relay.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHandlerTest {
  private final BlockingQueue<Request> seen = new LinkedBlockingQueue<>();
  private volatile Function<Request, Answer> core = request -> TestHost.reply(200, "hello");
  private TestHost host;

  @BeforeEach
  void start() throws IOException {
    host =
        new TestHost(
            TestHost.LIMITS,
            request -> {
              seen.add(request);
              return core.apply(request);
            });
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private RawHttp.Answer answer(String method, String target, String body, String... headers)
      throws IOException {
    try (RawHttp connection = host.connect()) {
      return connection.send(method, target, body, headers).read(method.equals("HEAD"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/poll?readKey=a%2Bb+c",
        "/poll/",
        "/pollution",
        "/poll%2f",
        "/%70oll",
        "/a/../poll",
        "/poll?",
        "/poll#x",
        "/p;a=b",
        "http://evil.example/poll?x=1",
        "/%FF%c0%af"
      })
  void theTargetComesAsItWasSent(String target) throws Exception {
    assertEquals(200, answer("GET", target, "").status());
    assertEquals(target, seen.take().target());
  }

  @Test
  void headersComeByLowerCaseNameWithEachOfTheirValues() throws Exception {
    answer("GET", "/", "", "X-ONE: a", "x-One: b", "Origin: https://a.example", "X-Empty:");
    Map<String, List<String>> headers = seen.take().headers();
    assertEquals(List.of("a", "b"), headers.get("x-one"));
    assertEquals(List.of("https://a.example"), headers.get("origin"));
    assertEquals(List.of(""), headers.get("x-empty"));
    assertTrue(headers.keySet().stream().allMatch(name -> name.equals(name.toLowerCase())));
  }

  @Test
  void aBodyComesUpToItsLimitAndAsNullBeyond() throws Exception {
    assertEquals(0, send("").length);
    assertEquals("a=b", new String(send("a=b"), UTF_8));
    assertEquals(Request.BODY_MAX_BYTES, send("x".repeat(Request.BODY_MAX_BYTES)).length);
    assertNull(send("x".repeat(Request.BODY_MAX_BYTES + 1)));
    assertNull(send("x".repeat(60_000)));
  }

  private byte[] send(String body) throws Exception {
    assertEquals(200, answer("POST", "/", body).status());
    return seen.take().body();
  }

  @Test
  void aChunkedBodyIsABody() throws Exception {
    try (RawHttp connection = host.connect()) {
      connection.write(
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "3\r\na=b\r\n2\r\n&c\r\n0\r\n\r\n");
      assertEquals(200, connection.read().status());
    }
    assertEquals("a=b&c", new String(seen.take().body(), UTF_8));
  }

  @Test
  void anAnswerGoesOutWithItsHeadersAndItsLength() throws Exception {
    core =
        request ->
            new Reply(
                404,
                List.of(Map.entry("Cache-Control", "no-store"), Map.entry("Vary", "Origin")),
                "{\"a\":\"é\"}".getBytes(UTF_8),
                "/poll",
                null);
    RawHttp.Answer answer = answer("POST", "/poll", "");
    assertEquals(404, answer.status());
    assertEquals("no-store", answer.headers().get("cache-control"));
    assertEquals("Origin", answer.headers().get("vary"));
    assertEquals("10", answer.headers().get("content-length"));
    assertNull(answer.headers().get("transfer-encoding"));
  }

  @Test
  void headHasTheLengthAndNoBodyAndTheConnectionLivesOn() throws Exception {
    try (RawHttp connection = host.connect()) {
      RawHttp.Answer head = connection.send("HEAD", "/", "").read(true);
      assertEquals("5", head.headers().get("content-length"));
      assertEquals("hello", connection.send("GET", "/", "").read().body());
    }
  }

  @Test
  void anAnswerWithoutABodyIsWholeAndTheConnectionLivesOn() throws Exception {
    try (RawHttp connection = host.connect()) {
      core = request -> TestHost.reply(204, "");
      RawHttp.Answer preflight = connection.send("OPTIONS", "/poll", "").read();
      assertEquals(204, preflight.status());
      assertNull(preflight.headers().get("content-length"));
      core = request -> TestHost.reply(303, "");
      assertEquals("0", connection.send("GET", "/", "").read().headers().get("content-length"));
      core = request -> TestHost.reply(200, "still here");
      assertEquals("still here", connection.send("GET", "/", "").read().body());
    }
  }

  @Test
  void aFaultOfTheCoreIs500AndItsMessageIsNowhere() throws Exception {
    core =
        request -> {
          throw new IllegalStateException(
              "canary-1", new IllegalArgumentException(request.target()));
        };
    RawHttp.Answer answer = answer("POST", "/poll?readKey=canary-2", "code=canary-3");
    assertEquals(500, answer.status());
    assertEquals("no-store", answer.headers().get("cache-control"));
    assertFalse((answer.body() + answer.headers()).contains("canary"));
    TestHost.await(() -> host.log().contains(" 500 "));
    assertFalse(host.log().contains("canary"), host.log());
    assertTrue(host.log().contains("IllegalArgumentException"), host.log());
    assertTrue(host.log().contains("RequestHandlerTest"), host.log());
  }

  @Test
  void anErrorOfTheMachineIsAFaultToo() throws Exception {
    core =
        request -> {
          throw new StackOverflowError("canary");
        };
    assertEquals(500, answer("GET", "/", "").status());
  }

  @Test
  void aRequestIsOneLineWithoutAnythingThatItBrought() throws Exception {
    core = request -> new Reply(404, List.of(), new byte[3], "/poll", "pending");
    answer("POST", "/poll?readKey=canary", "code=canary", "Cookie: canary", "X-Canary: canary");
    TestHost.await(() -> host.log().endsWith("\n"));
    assertTrue(
        host.log()
            .matches(
                "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.?\\d*Z POST /poll 404 \\d+ms"
                    + " [0-9a-z]+-1 pending\n"),
        host.log());
  }

  @Test
  void aMethodOfTheCallersOwnIsNotPrinted() throws Exception {
    answer("CANARY", "/", "");
    TestHost.await(() -> host.log().endsWith("\n"));
    assertFalse(host.log().contains("CANARY"), host.log());
  }

  @Test
  void whoSendsHalfABodyAndGoesAwayHoldsNothing() throws Exception {
    try (RawHttp connection = host.connect()) {
      connection.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");
      connection.reset();
    }
    assertEquals(200, answer("GET", "/", "").status());
    assertEquals("GET", seen.take().method());
    long start = System.nanoTime();
    host.close();
    assertTrue(System.nanoTime() - start < 10_000_000_000L, "nothing is in flight");
  }
}
