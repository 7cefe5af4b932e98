package io.github.latchkey.relay.jdk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.port.Http;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a provider that writes its bytes by hand, since it must be able to do wrong. */
class JdkHttpTest {
  private static final String SECRET = "canary-7f3a";

  private interface Script {
    void answer(OutputStream out) throws Exception;
  }

  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private ServerSocket listener;
  private volatile Script script;

  @BeforeEach
  void listen() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve);
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    listener.close();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread thread = new Thread(() -> answer(socket));
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        // The listener was closed: the loop ends.
      }
    }
  }

  private void answer(Socket open) {
    try (Socket socket = open) {
      requests.add(readRequest(socket));
      script.answer(socket.getOutputStream());
    } catch (Exception e) {
      // The client hung up, as some tests want.
    }
  }

  private static String readRequest(Socket socket) throws IOException {
    StringBuilder request = new StringBuilder();
    int bodyBytes = -1;
    while (bodyBytes != 0) {
      int b = socket.getInputStream().read();
      if (b < 0) {
        break;
      }
      request.append((char) b);
      if (bodyBytes > 0) {
        bodyBytes--;
      } else if (request.toString().endsWith("\r\n\r\n")) {
        String head = request.toString().toLowerCase(Locale.ROOT);
        bodyBytes = Integer.parseInt(head.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
      }
    }
    return request.toString();
  }

  private Http.Response post(long deadlineMillis) throws IOException {
    return new JdkHttp(deadlineMillis)
        .post(
            Http.Purpose.OTHER,
            "http://127.0.0.1:" + listener.getLocalPort() + "/token?key=" + SECRET,
            Map.of("Content-Type", "application/x-www-form-urlencoded", "Authorization", SECRET),
            ("code=" + SECRET).getBytes(US_ASCII));
  }

  private static Script text(String answer) {
    return out -> out.write(answer.getBytes(US_ASCII));
  }

  private IOException failure(long deadlineMillis) {
    IOException failure = assertThrows(IOException.class, () -> post(deadlineMillis));
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertFalse(trace.toString().contains(SECRET), trace.toString());
    assertFalse(trace.toString().contains("?"), "the URL's query: " + trace);
    return failure;
  }

  @Test
  void statusHeadersAndBodyComeBackAndOnlyOurHeadersGoOut() throws Exception {
    script = text("HTTP/1.1 400 Bad\r\nX-One: a\r\nx-one: b\r\nContent-Length: 2\r\n\r\n{}");
    Http.Response response = post(5_000);
    assertEquals(400, response.status());
    assertEquals("a", response.headers().get("x-one"));
    assertEquals("{}", new String(response.body(), US_ASCII));
    assertEquals("Response[status=400]", response.toString());
    String request = requests.take();
    assertTrue(request.endsWith("\r\n\r\ncode=" + SECRET), request);
    String names =
        request
            .substring(request.indexOf("\r\n"), request.indexOf("\r\n\r\n"))
            .replaceAll("\r\n([^:]+):[^\r]*", "$1 ")
            .toLowerCase(Locale.ROOT);
    assertEquals("authorization content-length content-type host user-agent", sorted(names));
    assertFalse(request.contains("java"), "no version of ours goes out");
  }

  private static String sorted(String words) {
    String[] all = words.strip().split(" ");
    java.util.Arrays.sort(all);
    return String.join(" ", all);
  }

  @Test
  void aRedirectIsAnAnswerLikeAnyOther() throws Exception {
    script =
        text(
            "HTTP/1.1 307 Over there\r\nLocation: http://127.0.0.1:"
                + listener.getLocalPort()
                + "/inner\r\nContent-Length: 0\r\n\r\n");
    assertEquals(307, post(5_000).status());
    requests.take();
    assertNull(requests.poll(200, TimeUnit.MILLISECONDS), "nothing was followed");
  }

  @Test
  void anAnswerOf64KibIsReadAndOneByteMoreIsNot() throws Exception {
    script = out -> writeBody(out, Http.ANSWER_MAX_BYTES);
    assertEquals(Http.ANSWER_MAX_BYTES, post(5_000).body().length);
    script = out -> writeBody(out, Http.ANSWER_MAX_BYTES + 1);
    assertTrue(failure(5_000).getMessage().contains("longer than 256 KiB"));
  }

  private static void writeBody(OutputStream out, int length) throws IOException {
    // Without the first header, the next request may meet this connection before it hears the end.
    String head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + length;
    out.write((head + "\r\n\r\n").getBytes(US_ASCII));
    out.write(new byte[length]);
  }

  @Test
  void anEndlessAnswerIsHungUpOnBeforeTheDeadline() {
    script =
        out -> {
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
          while (true) {
            out.write(new byte[8_192]);
          }
        };
    assertTrue(failure(10_000).getMessage().contains("longer than 256 KiB"));
  }

  @Test
  void theDeadlineCoversSilenceHeadersAndBody() {
    Script silence = out -> Thread.sleep(60_000);
    Script slowHeaders =
        out -> drip(out, "HTTP/1.1 200 OK\r\nX: " + "x".repeat(200) + "\r\n\r\n{}");
    Script slowBody =
        out -> {
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 202\r\n\r\n".getBytes(US_ASCII));
          drip(out, "{" + " ".repeat(200) + "}");
        };
    for (Script slow : new Script[] {silence, slowHeaders, slowBody}) {
      script = slow;
      long start = System.nanoTime();
      assertTrue(failure(500).getMessage().contains("within 500 ms"));
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertTrue(millis >= 500 && millis < 15_000, millis + " ms");
    }
  }

  private static void drip(OutputStream out, String text) throws Exception {
    for (byte b : text.getBytes(US_ASCII)) {
      out.write(b);
      Thread.sleep(100);
    }
  }

  @Test
  void anAnswerThatEndsTooSoonIsNoAnswer() {
    script = text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access_token\":\"" + SECRET);
    failure(5_000);
    script = text("");
    failure(5_000);
    script = text("SSH-2.0-" + SECRET + "\r\n");
    failure(5_000);
  }

  @Test
  void whatCannotBeSentIsAnErrorWithoutTheUrl() {
    for (String url : new String[] {"mailto:" + SECRET, "http://a b/" + SECRET, "/" + SECRET}) {
      IOException e =
          assertThrows(
              IOException.class,
              () -> new JdkHttp().post(Http.Purpose.OTHER, url, Map.of(), new byte[0]));
      assertFalse(e.getMessage().contains(SECRET));
      assertNull(e.getCause());
    }
  }

  @Test
  void aProviderThatIsNotThereIsAnErrorByName() throws Exception {
    listener.close();
    assertTrue(failure(5_000).getMessage().startsWith("nothing listens at http://127.0.0.1:"));
  }
}
