package io.github.latchkey.client.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.latchkey.relay.server.RelayServer;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.Form;
import io.github.latchkey.testing.FreePort;
import io.github.latchkey.testing.StaticPages;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What everything is measured on: a provider, the relay before it, and the origin of plugins. */
final class Stand implements AutoCloseable {
  /** What {@code build.mjs} has made. */
  static final Path BUILT = Path.of("target/bench");

  private static final Path SOURCES = Path.of("bench");

  private final FakeProvider provider = FakeProvider.start();
  private final StaticPages pages = StaticPages.start();
  private final RelayServer relay;
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  Stand() throws Exception {
    Map<String, String> settings = provider.relaySettings(FreePort.find());
    settings.put("PLUGIN_URI", pages.origin());
    relay =
        RelayServer.start(
            RelaySettings.parse(settings),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    for (Contender contender : Contender.values()) {
      String script = contender.file + ".js";
      pages.script("/bundles/" + script, BUILT.resolve("bundles").resolve(script));
      pages.script("/adapters/" + script, SOURCES.resolve("adapters").resolve(script));
    }
    for (String page : new String[] {"plugin.html", "fetches.html"}) {
      pages.page("/" + page, Files.readString(SOURCES.resolve("pages").resolve(page)));
    }
  }

  FakeProvider provider() {
    return provider;
  }

  String relayUrl() {
    return "http://localhost:" + relay.port();
  }

  /** The URL of a page that {@code bench/pages} has. */
  String pageUrl(String page) {
    return pages.origin() + "/" + page;
  }

  /** The URL of a plugin that uses a contender. */
  String pluginUrl(Contender contender, String relayUrl) {
    return pageUrl("plugin.html")
        + ("?contender=" + contender.file)
        + ("&relay=" + Form.encode(relayUrl))
        + ("&api=" + Form.encode(provider.profileUrl()));
  }

  /** Tokens of a new login, as the provider gives them. */
  Map<String, Object> logIn() throws IOException, InterruptedException {
    JsonObject authorize = JsonParser.parseString(post("/authorize", "")).getAsJsonObject();
    URI page = URI.create(authorize.get("url").getAsString());
    http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding());
    String readKey = authorize.get("readKey").getAsString();
    JsonObject tokens =
        JsonParser.parseString(post("/poll", "wait=0&readKey=" + readKey)).getAsJsonObject();
    return Map.of(
        "access_token", tokens.get("access_token").getAsString(),
        "refresh_token", tokens.get("refresh_token").getAsString(),
        "expires_in", tokens.get("expires_in").getAsInt());
  }

  private String post(String path, String form) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(relayUrl() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("POST " + path + ": " + response.statusCode());
    }
    return response.body();
  }

  @Override
  public void close() {
    relay.close();
    pages.close();
    provider.close();
  }
}
