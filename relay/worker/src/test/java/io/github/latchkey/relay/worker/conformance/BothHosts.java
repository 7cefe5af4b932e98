package io.github.latchkey.relay.worker.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import io.github.latchkey.relay.jdk.JdkCrypto;
import io.github.latchkey.relay.jdk.JdkHttp;
import io.github.latchkey.relay.jdk.MemoryStore;
import io.github.latchkey.relay.port.Ports;
import io.github.latchkey.relay.server.RelayServer;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.testing.FreePort;
import io.github.latchkey.testing.worker.Workerd;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JDK host and the Worker with the same settings, the same clock, the same random bytes and the
 * same provider. Each request goes to both, and both answers must be one.
 */
final class BothHosts implements AutoCloseable {
  static {
    // Before the first server class loads; without it each keep-alive answer waits 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  static final String ORIGIN = "https://localhost:5173";
  private static final Pattern ASKED =
      Pattern.compile("(?:^|&)(?:code|refresh_token|token)=([^&]*)");

  private final HttpServer provider;
  private final RelayServer jdk;
  private final Workerd workerd;
  private final int jdkPort;
  private final int workerdPort;
  private int request;
  private int drawn;
  private volatile long clockMillis;

  /**
   * Starts both, with one plugin.
   *
   * @param store where the Worker's rows lie; the JDK's lie in memory
   * @param settings names and values by turns, besides the usual ones; PROVIDER in a value is the
   *     provider's origin
   */
  BothHosts(Path persist, String store, String... settings) throws Exception {
    this(persist, store, List.of(), settings);
  }

  /**
   * The same with several plugins, each with the usual settings under a name of its own.
   *
   * @param plugins their names, as in {@code PLUGINS}
   */
  BothHosts(Path persist, String store, List<String> plugins, String... settings) throws Exception {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.setExecutor(Executors.newCachedThreadPool());
    provider.createContext("/token", BothHosts::answerToken);
    provider.createContext("/data", BothHosts::answerApi);
    provider.start();
    jdkPort = FreePort.find();
    String origin = "http://127.0.0.1:" + provider.getAddress().getPort();
    Map<String, String> usual = new LinkedHashMap<>();
    usual.put("CLIENT_ID", "plugin-7");
    usual.put("CLIENT_SECRET", "a secret of the client: 32 characters");
    usual.put("REDIRECT_URI", relayOrigin() + "/redirect");
    usual.put("AUTHORIZE_ENDPOINT", origin + "/authorize?tenant=common");
    usual.put("TOKEN_ENDPOINT", origin + "/token");
    usual.put("SCOPE", "profile files.read");
    usual.put("PLUGIN_URI", ORIGIN);
    usual.put("ISSUER", "https://issuer.example.com");
    usual.put("LOGIN_CONFIRMATION", "off");
    usual.put("API_ORIGINS", origin);
    Map<String, String> variables = new LinkedHashMap<>(plugins.isEmpty() ? usual : Map.of());
    for (String plugin : plugins) {
      usual.put("CLIENT_ID", plugin);
      usual.put("REDIRECT_URI", relayOrigin() + "/" + plugin + "/redirect");
      usual.put("PLUGIN_URI", origin(plugin));
      String prefix = plugin.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
      usual.forEach((name, value) -> variables.put(prefix + name, value));
      variables.put("PLUGINS", String.join(",", plugins));
    }
    for (int i = 0; i < settings.length; i += 2) {
      variables.put(settings[i], settings[i + 1].replace("PROVIDER", origin));
    }
    // Ahead of the time, so that no alarm of an object comes due.
    clockMillis = System.currentTimeMillis() + 3_600_000;
    Ports ports =
        new Ports(
            new JdkHttp(),
            new MemoryStore(() -> clockMillis),
            () -> clockMillis,
            new JdkCrypto(),
            this::nextBytes);
    jdk =
        RelayServer.start(
            RelaySettings.parse(variables),
            ports,
            new PrintStream(OutputStream.nullOutputStream()));
    variables.put("STORE", store);
    variables.put("CLOCK_MILLIS", String.valueOf(clockMillis));
    workerd = new Workerd("src/test/js/fixed.js", variables, persist);
    workerdPort = URI.create(workerd.url()).getPort();
  }

  private byte[] nextBytes(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (request * 31 + request / 8 + drawn++ * 7);
    }
    return bytes;
  }

  /** The API's host as it stands in {@code /api/HOST/}. */
  String apiHost() {
    return "127.0.0.1:" + provider.getAddress().getPort();
  }

  /** Where one of several plugins is served. */
  static String origin(String plugin) {
    return "https://" + plugin + ".localhost:5173";
  }

  /** The relay's own origin, as its settings have it. */
  String relayOrigin() {
    return "http://localhost:" + jdkPort;
  }

  /** Lets time pass for both. */
  void pass(long millis) throws IOException {
    clockMillis += millis;
    String target = "/pass?millis=" + millis;
    RawAnswer.to(workerdPort, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  /** How many requests both were sent. */
  int requests() {
    return request;
  }

  /** Sends a request with a {@code Host} to both; what they agree on. */
  RawAnswer same(String method, String target, String body, String... headers) throws IOException {
    RawAnswer[] answers = both(method, target, body, headers);
    assertEquals(answers[0], answers[1], method + " " + target + " " + String.join(" ", headers));
    return answers[0];
  }

  /** Sends it to both; the answers of JDK host and Worker. */
  RawAnswer[] both(String method, String target, String body, String... headers)
      throws IOException {
    StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost");
    boolean hasType = false;
    for (String header : headers) {
      text.append("\r\n").append(header);
      hasType |= header.startsWith("Content-Type:");
    }
    if (!body.isEmpty()) {
      text.append(hasType ? "" : "\r\nContent-Type: application/x-www-form-urlencoded");
      text.append("\r\nContent-Length: ").append(body.length());
    } else if (!method.equals("GET") && !method.equals("HEAD")) {
      text.append("\r\nContent-Length: 0");
    }
    text.append("\r\nConnection: close\r\n\r\n").append(body);
    request++;
    drawn = 0;
    RawAnswer first = RawAnswer.to(jdkPort, text.toString());
    return new RawAnswer[] {first, RawAnswer.to(workerdPort, text.toString())};
  }

  /** What is asked for says what is answered: {@code 429-html} is that status with a page. */
  private static void answerToken(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    try (exchange) {
      Matcher asked = ASKED.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      String what = asked.find() ? asked.group(1) : "400-invalid_grant";
      int status = Integer.parseInt(what.substring(0, 3));
      String kind = what.substring(4);
      String tokens =
          "{\"access_token\":\"a \\u00e9 1\",\"expires_in\":3600,\"big\":12345678901234567890";
      String body =
          switch (kind) {
            case "tokens" -> tokens + "}";
            case "rotated" -> tokens + ",\"refresh_token\":\"another\"}";
            case "html" -> "<!doctype html><title>Oh</title>";
            case "empty" -> "";
            case "array" -> "[1]";
            case "twice" -> "{\"access_token\":\"a\",\"access_token\":\"b\"}";
            case "bytes" -> "{\"access_token\":\"\u00c0\u00af\"}";
            case "long" -> tokens + ",\"more\":\"" + "x".repeat(300_000) + "\"}";
            default -> "{\"error\":\"" + kind + "\"}";
          };
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Location", "/token");
      if (status == 503) {
        exchange.getResponseHeaders().set("Retry-After", "17");
      }
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  /** The request says what is answered: {@code /data/404-text}; the response repeats what came. */
  private static void answerApi(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    try (exchange) {
      String what = exchange.getRequestURI().getPath().substring("/data/".length());
      int status = Integer.parseInt(what.substring(0, 3));
      byte[] sent = exchange.getRequestBody().readAllBytes();
      String body =
          what.endsWith("long")
              ? "x".repeat(300_000)
              : what.endsWith("empty")
                  ? ""
                  : exchange.getRequestMethod()
                      + " "
                      + exchange.getRequestURI()
                      + " "
                      + exchange.getRequestHeaders().getFirst("Authorization")
                      + " "
                      + sent.length;
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.getResponseHeaders().set("Set-Cookie", "a=b");
      exchange.getResponseHeaders().set("Strict-Transport-Security", "max-age=1");
      exchange.getResponseHeaders().set("X-RateLimit-Remaining", "99");
      exchange.getResponseHeaders().set("ETag", "\"1\"");
      if (status == 302) {
        exchange.getResponseHeaders().set("Location", "/data/200-text");
      }
      boolean hasBody = bytes.length > 0 && !exchange.getRequestMethod().equals("HEAD");
      // Without a length, so that it comes in chunks, where it is long.
      long length = !hasBody ? -1 : bytes.length > 100_000 ? 0 : bytes.length;
      exchange.sendResponseHeaders(status, length);
      if (hasBody) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  @Override
  public void close() throws IOException {
    workerd.close();
    jdk.close();
    provider.stop(0);
  }
}
