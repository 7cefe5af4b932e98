package io.github.latchkey.relay.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.server.RelayClient.Login;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API calls on real sockets: whole or visibly cut, limited, and never in the way of a login. */
@Timeout(60) // what is broken here tends to hang
final class T41StreamsTest {
  private final AtomicInteger users = new AtomicInteger();
  private static final String PLUGIN = "https://localhost:5173";
  private static final int UP_MAX = 4 * 1024 * 1024;
  private static final int DOWN_MAX = 16 * 1024 * 1024;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private ApiBehindRelay api;
  private TestRelay relay;

  @BeforeEach
  void start() throws Exception {
    api = new ApiBehindRelay();
    relay =
        new TestRelay(
            settings -> {
              settings.put("API_ORIGINS", "http://" + api.authority());
              settings.put("PLUGIN_URI", PLUGIN);
            });
  }

  @AfterEach
  void stop() {
    api.close();
    relay.close();
  }

  private String target(String path) {
    return "/api/" + api.authority() + path;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + relay.client.port() + target(path)))
        .timeout(Duration.ofSeconds(30))
        .header("Origin", PLUGIN)
        .header("Authorization", "Bearer canary-token");
  }

  private HttpResponse<String> send(String method, String path, BodyPublisher body)
      throws Exception {
    return http.send(request(path).method(method, body).build(), BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
  void aCallArrivesAsItWasSent(String method) throws Exception {
    boolean hasBody = !method.equals("GET");
    HttpResponse<String> response =
        send(
            method,
            "/echo/a%2Fb/..//c?d=%20+e&f[]=g",
            hasBody ? BodyPublishers.ofString("hello") : BodyPublishers.noBody());
    assertEquals(200, response.statusCode());
    List<String> lines = response.body().toLowerCase(Locale.ROOT).lines().toList();
    assertEquals(
        method.toLowerCase(Locale.ROOT) + " /echo/a%2fb/..//c?d=%20+e&f[]=g " + (hasBody ? 5 : 0),
        lines.get(0));
    assertTrue(lines.contains("authorization: [bearer canary-token]"));
    assertTrue(lines.contains("accept-encoding: [identity]"));
    assertTrue(lines.stream().noneMatch(line -> line.startsWith("origin:")));
    assertEquals(hasBody, lines.contains("content-length: [5]"), response.body());
    assertEquals(PLUGIN, response.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    TestHost.await(() -> relay.log().contains(" " + method + " /api/ 200 "));
    assertTrue(relay.log().contains(api.authority()));
    assertFalse(relay.log().contains("canary") || relay.log().contains("echo"), relay.log());
  }

  @Test
  void aHeadHasItsLengthAndNoBody() throws Exception {
    HttpResponse<String> response = send("HEAD", "/redirectless", BodyPublishers.noBody());
    assertEquals(404, response.statusCode());
    assertEquals("7", response.headers().firstValue("Content-Length").orElse(""));
    assertEquals("", response.body());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 204, 304, 401, 404, 429, 500})
  void anAnswerWithoutABodyKeepsItsStatus(int status) throws Exception {
    HttpResponse<String> response = send("GET", "/status/" + status, BodyPublishers.noBody());
    assertEquals(status, response.statusCode());
    assertEquals("", response.body());
  }

  @Test
  void whatAnApiSaysForAnOriginIsNotSaidForTheRelay() throws Exception {
    HttpResponse<String> response = send("GET", "/hostile", BodyPublishers.noBody());
    assertEquals("<script>alert(1)</script>", response.body());
    assertFalse(response.headers().map().toString().contains("hostile"), response.headers() + "");
    assertEquals("9", response.headers().firstValue("X-RateLimit-Remaining").orElse(""));
    assertEquals("nosniff", response.headers().firstValue("X-Content-Type-Options").orElse(""));
    assertEquals(
        List.of("default-src 'none'; sandbox"),
        response.headers().allValues("Content-Security-Policy"));
    assertEquals(502, send("GET", "/redirect", BodyPublishers.noBody()).statusCode());
  }

  @Test
  void anAnswerIsPassedOnPieceByPiece() throws Exception {
    api.steps.release();
    HttpResponse<InputStream> response =
        http.send(request("/steps").build(), BodyHandlers.ofInputStream());
    BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    for (int i = 0; i < 3; i++) {
      assertEquals("piece " + i, lines.readLine());
      api.steps.release();
    }
    assertNull(lines.readLine());
  }

  @Test
  void aBodyIsPassedOnPieceByPiece() throws Exception {
    try (RawHttp connection = new RawHttp(relay.client.port())) {
      connection.write(
          "POST "
              + target("/read")
              + " HTTP/1.1\r\nHost: a\r\nOrigin: "
              + PLUGIN
              + "\r\nAuthorization: Bearer a\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (String piece : List.of("a", "b", "c")) {
        connection.write("1\r\n" + piece + "\r\n");
        assertEquals(piece, api.seen.take());
      }
      connection.write("0\r\n\r\n");
      assertEquals("read", connection.read().body());
    }
  }

  @Test
  void fourMebibytesGoUpAndNotOneByteMore() throws Exception {
    byte[] most = new byte[UP_MAX];
    assertTrue(
        send("PUT", "/echo", BodyPublishers.ofByteArray(most)).body().contains(" " + UP_MAX));
    BodyPublisher chunked = BodyPublishers.ofByteArrays(List.of(most));
    assertTrue(send("PUT", "/echo", chunked).body().contains(" " + UP_MAX));
    api.seen.clear();
    BodyPublisher longer = BodyPublishers.ofByteArrays(List.of(most, new byte[1]));
    assertEquals(413, send("PUT", "/echo", longer).statusCode());
    assertTrue(api.seen.isEmpty(), "the API took a body for whole that was cut");
  }

  @Test
  void aBodyThatBreaksOffIsNotTakenForWhole() throws Exception {
    try (RawHttp connection = new RawHttp(relay.client.port())) {
      connection.write(
          "POST "
              + target("/echo")
              + " HTTP/1.1\r\nHost: a\r\nOrigin: "
              + PLUGIN
              + "\r\nAuthorization: Bearer a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
      TestHost.await(() -> relay.server.calls() == 1);
    }
    TestHost.await(() -> relay.server.calls() == 0);
    assertTrue(api.seen.isEmpty(), "the API took a body for whole that was cut");
  }

  @ParameterizedTest
  @ValueSource(strings = {"known", "chunked"})
  void sixteenMebibytesComeDownAndNotOneByteMore(String framing) throws Exception {
    HttpResponse<byte[]> most =
        http.send(
            request("/bytes/" + DOWN_MAX + "/" + framing).build(), BodyHandlers.ofByteArray());
    assertEquals(DOWN_MAX, most.body().length);
    HttpRequest longer = request("/bytes/" + (DOWN_MAX + 1) + "/" + framing).build();
    if (framing.equals("known")) {
      assertEquals(502, http.send(longer, BodyHandlers.ofString()).statusCode());
    } else {
      assertThrows(IOException.class, () -> http.send(longer, BodyHandlers.ofByteArray()));
      TestHost.await(() -> relay.log().contains("cut off"));
    }
    TestHost.await(() -> relay.server.calls() == 0);
  }

  @Test
  void anAnswerThatBreaksOffIsNotMadeToLookWhole() throws Exception {
    HttpRequest cut = request("/cut").build();
    assertThrows(IOException.class, () -> http.send(cut, BodyHandlers.ofString()));
    TestHost.await(() -> relay.server.calls() == 0);
  }

  @Test
  void whereAnApiHangsUpNothingMoreIsReadFromThatConnection() throws Exception {
    try (RawHttp connection = new RawHttp(relay.client.port())) {
      connection.write(
          "POST "
              + target("/hangup")
              + " HTTP/1.1\r\nHost: a\r\nOrigin: "
              + PLUGIN
              + "\r\nAuthorization: Bearer a\r\nContent-Length: 1000\r\n\r\nhalf");
      RawHttp.Answer answer = connection.read();
      assertEquals(502, answer.status());
      assertEquals("close", answer.headers().get("connection"));
      assertTrue(connection.isClosedByPeer());
    }
    TestHost.await(() -> relay.log().contains(" POST /api/ 502 "));
    long start = System.nanoTime();
    relay.close();
    assertTrue(System.nanoTime() - start < 10_000_000_000L, "nothing is in flight");
  }

  @Test
  @EnabledOnOs(OS.LINUX) // the other systems have one loopback address
  void oneUsersSlowCallsFromManyNetworksLeaveRoomForOthers() throws Exception {
    List<RawHttp> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) {
        slow.add(slowFrom("127.0.0." + (2 + i), "one-user"));
      }
      TestHost.await(() -> api.waiting.get() == 16);
      try (RawHttp sameUser = slowFrom("127.0.0.99", "one-user")) {
        assertEquals(429, sameUser.read().status());
      }
      slow.add(slowFrom("127.0.0.99", "another-user"));
      TestHost.await(() -> api.waiting.get() == 17);
    } finally {
      api.released.countDown();
      for (RawHttp connection : slow) {
        connection.close();
      }
    }
    TestHost.await(() -> relay.server.calls() == 0);
  }

  @Test
  void anApiThatIsDownIs502() throws Exception {
    api.close();
    HttpResponse<String> response = send("GET", "/echo", BodyPublishers.noBody());
    assertEquals(502, response.statusCode());
    assertEquals(PLUGIN, response.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
  }

  @Test
  @EnabledOnOs(OS.LINUX) // the other systems have one loopback address
  void sixtyFourSlowCallsKeepNoLoginFromGoingThrough() throws Exception {
    List<RawHttp> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 64; i++) {
        slow.add(slowFrom("127.0.0." + (2 + i / 16)));
      }
      TestHost.await(() -> api.waiting.get() == 64);
      try (RawHttp sameAddress = slowFrom("127.0.0.2");
          RawHttp another = slowFrom("127.0.0.9")) {
        assertEquals(503, sameAddress.read().status());
        assertEquals(503, another.read().status());
      }
      Login login = relay.client.authorize();
      relay.client.get(relay.client.logIn(login));
      assertEquals(200, relay.client.poll(login.readKey(), 0).statusCode());
      api.released.countDown();
      for (RawHttp connection : slow) {
        assertEquals("late", connection.read().body());
      }
    } finally {
      for (RawHttp connection : slow) {
        connection.close();
      }
    }
    TestHost.await(() -> relay.server.calls() == 0);
  }

  @Test
  void oneAddressTakesAQuarterOfThePlaces() throws Exception {
    List<RawHttp> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) {
        slow.add(slowFrom("127.0.0.1"));
      }
      TestHost.await(() -> api.waiting.get() == 16);
      HttpResponse<String> refused = send("GET", "/echo", BodyPublishers.noBody());
      assertEquals(429, refused.statusCode());
      assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
      api.released.countDown();
      for (RawHttp connection : slow) {
        assertEquals(200, connection.read().status());
      }
      TestHost.await(() -> relay.server.calls() == 0);
      assertEquals(200, send("GET", "/echo", BodyPublishers.noBody()).statusCode());
    } finally {
      for (RawHttp connection : slow) {
        connection.close();
      }
    }
  }

  private RawHttp slowFrom(String address) throws Exception {
    return slowFrom(address, "of-" + address + "-" + users.incrementAndGet());
  }

  private RawHttp slowFrom(String address, String token) throws Exception {
    InetAddress local = InetAddress.getByName(address);
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.client.port(), local, 0);
    return new RawHttp(socket)
        .send("GET", target("/wait"), "", "Origin: " + PLUGIN, "Authorization: Bearer " + token);
  }
}
