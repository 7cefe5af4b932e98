package io.github.latchkey.client.browsers;

import io.github.latchkey.relay.server.RelayServer;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import io.github.latchkey.testing.StaticPages;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A plugin that logs in with the client's npm module, framed by a page of another site as Framer
 * frames it, with its relay and a provider that asks whether to allow it.
 */
final class Plugin implements AutoCloseable {
  private static final Path MODULE = Path.of("target/npm/latchkey.js");

  private static final String HOST =
      """
      <!doctype html>
      <title>Host</title>
      <iframe
        src="%s"
        sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        width="300"
        height="300"
      ></iframe>
      """;

  private static final String PLUGIN =
      """
      <!doctype html>
      <title>Plugin</title>
      <button id="login">Log in</button>
      <a id="link" target="_blank" rel="noopener">Log in</a>
      <script type="module">
        import { createOAuthClient } from "/latchkey.js";

        const asked = new URLSearchParams(location.search);
        if (asked.has("refuse-storage")) {
          for (const name of ["localStorage", "sessionStorage"]) {
            Object.defineProperty(window, name, {
              get() {
                throw new DOMException("Access is denied", "SecurityError");
              },
            });
          }
        }
        window.isPrepared = false;
        window.client = createOAuthClient({
          relay: "%1$s",
          apiOrigins: ["%2$s"],
          throughRelay: asked.has("through-relay") ? ["%2$s"] : [],
          async fetch(...call) {
            const answer = await fetch(...call);
            // A task later than the client, which has then seen the whole answer too.
            answer.clone().text().then(() => setTimeout(() => (isPrepared = true)));
            return answer;
          },
        });
        client.subscribe(({ login }) => {
          const link = document.getElementById("link");
          link.href = login?.url ?? "";
          link.textContent = login?.url ? "Log in here" : "";
        });
        document.getElementById("login").onclick = () => client.login();
        window.callApi = () =>
          client.fetch("%3$s").then(
            async (answer) => (window.profile = (await answer.json()).name),
            (error) => (window.profile = String(error)),
          );
        addEventListener("storage", ({ key }) => key === "call the API" && callApi());
        if (asked.has("login-without-click")) {
          client.login();
        } else {
          client.prepareLogin();
        }
      </script>
      """;

  private final FakeProvider provider = FakeProvider.start();
  private final StaticPages pages = StaticPages.start();
  private final RelayServer relay;
  private final String relayUrl;

  /** Starts everything, on free ports. */
  Plugin() throws Exception {
    provider.asksPerson(true);
    Map<String, String> settings = provider.relaySettings(FreePort.find());
    settings.put("PLUGIN_URI", pages.origin());
    settings.put("API_ORIGINS", provider.origin());
    relay =
        RelayServer.start(
            RelaySettings.parse(settings),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    relayUrl = "http://localhost:" + relay.port();
    pages.script("/latchkey.js", MODULE);
    pages.page("/plugin", PLUGIN.formatted(relayUrl, provider.origin(), provider.profileUrl()));
  }

  /**
   * The URL of a page that frames the plugin.
   *
   * @param query what the plugin is asked to do: {@code refuse-storage}, {@code
   *     login-without-click}, {@code through-relay}, or nothing
   */
  String hostUrl(String query) {
    pages.page("/host", HOST.formatted(pages.origin() + "/plugin?" + query));
    // Another port of localhost would be the same site, and storage not partitioned.
    return pages.origin("127.0.0.1") + "/host";
  }

  /** Makes the API redirect to an origin that the plugin does not list, where everyone may read. */
  void redirectApiElsewhere() {
    pages.page("/elsewhere", "{\"name\": \"Elsewhere\"}");
    provider.redirectApiTo(pages.origin("127.0.0.1") + "/elsewhere");
  }

  /** Every {@code Authorization} that came anywhere but to the API. */
  List<String> strayAuthorizations() {
    return pages.authorizations();
  }

  FakeProvider provider() {
    return provider;
  }

  String relayUrl() {
    return relayUrl;
  }

  @Override
  public void close() {
    relay.close();
    pages.close();
    provider.close();
  }
}
