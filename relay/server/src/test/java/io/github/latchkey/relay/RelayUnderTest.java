package io.github.latchkey.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.port.Ports;
import io.github.latchkey.relay.server.port.JdkCrypto;
import io.github.latchkey.relay.server.port.JdkHttp;
import io.github.latchkey.relay.server.port.JdkRandom;
import io.github.latchkey.relay.server.port.MemoryStore;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.relay.settings.SettingsException;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A relay without a server, before a provider of our own: the JDK's ports, a clock that stands
 * still unless it is told otherwise, and a store that can be looked into.
 */
final class RelayUnderTest implements AutoCloseable {
  static final String FORM = "application/x-www-form-urlencoded";

  /** What {@code POST /authorize} gave. */
  record Login(String url, String readKey) {}

  final FakeProvider provider;
  final Map<String, String> variables;
  final AtomicLong clockMillis = new AtomicLong(1_800_000_000_000L);
  final OpenStore store = new OpenStore(new MemoryStore(clockMillis::get));
  final Relay relay;
  final Ports ports;

  private RelayUnderTest(FakeProvider provider, Http http, Consumer<Map<String, String>> settings) {
    this.provider = provider;
    variables = provider.relaySettings(FreePort.find());
    variables.put("PLUGIN_URI", "https://localhost:5173");
    settings.accept(variables);
    ports = new Ports(http, store, clockMillis::get, new JdkCrypto(), new JdkRandom());
    relay = new Relay(parse(variables), ports);
  }

  static RelayUnderTest start() throws IOException {
    return start(variables -> {});
  }

  static RelayUnderTest start(Consumer<Map<String, String>> settings) throws IOException {
    return new RelayUnderTest(FakeProvider.start(), new JdkHttp(), settings);
  }

  /** With a provider that the test plays itself. */
  static RelayUnderTest over(Http http, Consumer<Map<String, String>> settings) throws IOException {
    return new RelayUnderTest(FakeProvider.start(), http, settings);
  }

  /** A second relay before the same provider and store, with other settings. */
  Relay second(Consumer<Map<String, String>> settings) {
    Map<String, String> other = new HashMap<>(variables);
    settings.accept(other);
    return new Relay(parse(other), ports);
  }

  static RelaySettings parse(Map<String, String> variables) {
    try {
      return RelaySettings.parse(variables);
    } catch (SettingsException e) {
      throw new AssertionError(e);
    }
  }

  /** One request, its answer as it comes. */
  Answer send(String method, String target, String body, String... headers) {
    return relay.handle(request(method, target, body, headers));
  }

  /** One request that must not wait. */
  Reply reply(String method, String target, String body, String... headers) {
    return assertInstanceOf(Reply.class, send(method, target, body, headers));
  }

  static Request request(String method, String target, String body, String... headers) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    all.put("host", List.of("localhost"));
    if (!body.isEmpty()) {
      all.put("content-type", List.of(FORM));
    }
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], List.of(headers[i + 1]));
    }
    return new Request(method, target, all, body.getBytes(StandardCharsets.ISO_8859_1));
  }

  Login authorize() {
    Reply reply = reply("POST", "/authorize", "");
    assertEquals(200, reply.status(), text(reply));
    Login login = new Login(member(reply, "url"), member(reply, "readKey"));
    provider.canaries().remember(login.readKey());
    return login;
  }

  /** Visits the provider's page, and gives the target that it sends the person back to. */
  String visit(Login login) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(login.url())).build();
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      String location = response.headers().firstValue("location").orElseThrow();
      URI uri = URI.create(location);
      return uri.getRawPath() + "?" + uri.getRawQuery();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Authorizes, visits the provider and comes back. */
  Login logIn() throws IOException {
    Login login = authorize();
    Reply reply = reply("GET", visit(login), "");
    assertEquals("/done", header(reply, "Location"), reply.toString());
    return login;
  }

  Reply pollNatively(Login login) {
    return reply("POST", "/poll", "readKey=" + login.readKey());
  }

  Reply pollCompatibly(Login login) {
    return reply("POST", "/poll?readKey=" + login.readKey(), "");
  }

  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  static String text(Reply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  /** A header's value, or null; more than one of a name is a fault. */
  static String header(Reply reply, String name) {
    List<String> values =
        reply.headers().stream()
            .filter(header -> header.getKey().equalsIgnoreCase(name))
            .map(Map.Entry::getValue)
            .toList();
    assertEquals(true, values.size() < 2, () -> name + " is there " + values.size() + " times");
    return values.isEmpty() ? null : values.get(0);
  }

  /** A member of a flat JSON object whose strings hold no escape. */
  static String member(Reply reply, String name) {
    String json = text(reply);
    int at = json.indexOf("\"" + name + "\":");
    if (at < 0) {
      return null;
    }
    String rest = json.substring(at + name.length() + 3).trim();
    return rest.startsWith("\"")
        ? rest.substring(1, rest.indexOf('"', 1))
        : rest.substring(0, Math.max(rest.indexOf(','), rest.indexOf('}'))).split("[,}]")[0];
  }

  /** The parameters of a URL's query. */
  static Map<String, String> query(String url) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : url.substring(url.indexOf('?') + 1).split("&")) {
      int equals = pair.indexOf('=');
      String previous =
          parameters.put(
              URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      assertEquals(null, previous, pair);
    }
    return parameters;
  }

  @Override
  public void close() {
    provider.close();
  }
}
