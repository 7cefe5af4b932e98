package io.github.latchkey.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Request;
import io.github.latchkey.relay.jdk.JdkCrypto;
import io.github.latchkey.relay.jdk.JdkHttp;
import io.github.latchkey.relay.jdk.JdkRandom;
import io.github.latchkey.relay.jdk.MemoryStore;
import io.github.latchkey.relay.jdk.PresetFiles;
import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.port.Ports;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.relay.settings.SettingsException;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A relay without a server, in front of a fake provider: the JDK's ports, a clock that stands still
 * unless a test moves it, and a store that shows its rows. As a JUnit extension it is closed after
 * each test; a test that needs another one closes it itself.
 */
public final class RelayUnderTest implements AutoCloseable, AfterEachCallback {
  public static final String FORM = "application/x-www-form-urlencoded";

  /** What {@code POST /authorize} gave. */
  public record Login(String url, String readKey) {}

  public final FakeProvider provider;
  public final Map<String, String> variables;
  public final AtomicLong clockMillis = new AtomicLong(1_800_000_000_000L);
  public final OpenStore store = new OpenStore(new MemoryStore(clockMillis::get));
  public final Relay relay;
  public final Ports ports;

  private RelayUnderTest(FakeProvider provider, Http http, Consumer<Map<String, String>> settings) {
    this.provider = provider;
    variables = provider.relaySettings(FreePort.find());
    variables.put("PLUGIN_URI", "https://localhost:5173");
    settings.accept(variables);
    ports = new Ports(http, store, clockMillis::get, new JdkCrypto(), new JdkRandom());
    relay = new Relay(parse(variables), ports);
  }

  public static RelayUnderTest start() {
    return start(variables -> {});
  }

  public static RelayUnderTest start(Consumer<Map<String, String>> settings) {
    return new RelayUnderTest(provider(), new JdkHttp(), settings);
  }

  private static FakeProvider provider() {
    try {
      return FakeProvider.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With a provider that the test plays itself. */
  public static RelayUnderTest over(Http http, Consumer<Map<String, String>> settings) {
    return new RelayUnderTest(provider(), http, settings);
  }

  /** A second relay before the same provider and store, with other settings. */
  public Relay second(Consumer<Map<String, String>> settings) {
    Map<String, String> other = new HashMap<>(variables);
    settings.accept(other);
    return new Relay(parse(other), ports);
  }

  public static RelaySettings parse(Map<String, String> variables) {
    try {
      return RelaySettings.parse(variables, new PresetFiles());
    } catch (SettingsException e) {
      throw new AssertionError(e);
    }
  }

  /** One request, its answer as it comes. */
  public Answer send(String method, String target, String body, String... headers) {
    return relay.handle(request(method, target, body, headers));
  }

  /** One request that must not wait. */
  public Reply reply(String method, String target, String body, String... headers) {
    return assertInstanceOf(Reply.class, send(method, target, body, headers));
  }

  public static Request request(String method, String target, String body, String... headers) {
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

  public Login authorize() {
    Reply reply = reply("POST", "/authorize", "");
    assertEquals(200, reply.status(), Replied.text(reply));
    Login login = new Login(Replied.member(reply, "url"), Replied.member(reply, "readKey"));
    provider.canaries().remember(login.readKey());
    return login;
  }

  /** Visits the provider's page, and gives the target that it sends the person back to. */
  public String visit(Login login) throws IOException {
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
  public Login logIn() throws IOException {
    Login login = authorize();
    Reply reply = reply("GET", visit(login), "");
    assertEquals("/done", Replied.header(reply, "Location"), reply.toString());
    return login;
  }

  public Reply pollNatively(Login login) {
    return reply("POST", "/poll", "readKey=" + login.readKey());
  }

  public Reply pollCompatibly(Login login) {
    return reply("POST", "/poll?readKey=" + login.readKey(), "");
  }

  /** A complete answer of a provider that a test plays itself. */
  public static Http.Response tokens(String json) {
    return new Http.Response(200, Map.of(), json.getBytes(StandardCharsets.UTF_8));
  }

  /** One whose routes stand under a base path. */
  public static RelayUnderTest underPath(String basePath) {
    RelayUnderTest relay =
        start(
            v ->
                v.compute(
                    "REDIRECT_URI",
                    (name, uri) -> uri.substring(0, uri.length() - 9) + basePath + "/redirect"));
    relay.provider.registerRedirectUri(relay.variables.get("REDIRECT_URI"));
    return relay;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    provider.close();
  }
}
