package io.github.latchkey.relay.worker.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Several plugins on one relay, each below a path of its own, on both hosts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginsConformanceTest {
  /** Straight to the provider. */
  private static final String ONE = "airtable";

  /** By way of the confirmation page. */
  private static final String OTHER = "my-notion";

  private BothHosts hosts;

  @BeforeAll
  void start(@TempDir Path persist) throws Exception {
    hosts =
        new BothHosts(
            persist,
            "durable-object",
            List.of(ONE, OTHER),
            "RELAY_SECRET",
            "a secret of the relay: 32 characters and more",
            "MY_NOTION_LOGIN_CONFIRMATION",
            "page",
            "MY_NOTION_COMPATIBLE",
            "off");
  }

  @AfterAll
  void stop() throws Exception {
    hosts.close();
    System.out.println(
        "Conformance, several plugins: " + hosts.requests() + " requests to both hosts");
  }

  private JsonObject authorize(String plugin) throws IOException {
    RawAnswer answer = hosts.same("POST", "/" + plugin + "/authorize", "", from(plugin));
    assertEquals(200, answer.status());
    return new Gson().fromJson(answer.body(), JsonObject.class);
  }

  private static String from(String plugin) {
    return "Origin: " + BothHosts.origin(plugin);
  }

  private static String readKey(JsonObject login) {
    return "readKey=" + login.get("readKey").getAsString();
  }

  private static String parameter(String url, String name) {
    return url.replaceAll(".*[?&](" + name + "=[^&]*).*", "$1");
  }

  @Test
  void everyRouteBelowEveryPathThatIsAndIsNotAPlugins() throws IOException {
    List<String> bases =
        List.of(
            "",
            "/" + ONE,
            "/" + OTHER,
            "/unknown",
            "/AIRTABLE",
            "/airtable2",
            "/airtabl%65",
            "/my_notion",
            "/airtable/my-notion",
            "/airtable/");
    List<String> routes =
        List.of("", "/", "/authorize", "/poll", "/refresh", "/revoke", "/redirect", "/start");
    for (String base : bases) {
      for (String route : routes) {
        if (base.isEmpty() && route.isEmpty()) {
          continue;
        }
        for (String method : List.of("GET", "POST", "OPTIONS")) {
          hosts.same(method, base + route, "", from(ONE));
        }
      }
      for (String page : List.of("/done", "/done/refused", "/done/failed", "/done/expired")) {
        hosts.same("GET", base + page, "");
      }
    }
  }

  @Test
  void aLoginAndARefreshOfThePluginWithoutAPage() throws IOException {
    JsonObject login = authorize(ONE);
    hosts.same("POST", "/airtable/poll", readKey(login), from(ONE));
    String state = parameter(login.get("url").getAsString(), "state");
    RawAnswer back = hosts.same("GET", "/airtable/redirect?code=200-tokens&" + state, "");
    assertEquals("/airtable/done", back.headers().get("location"));
    hosts.same("POST", "/airtable/poll", readKey(login), from(ONE));
    RawAnswer tokens = hosts.same("POST", "/airtable/poll?" + readKey(login), "");
    assertTrue(tokens.body().contains("access_token"), tokens.body());
    hosts.same("POST", "/airtable/poll?" + readKey(login), "");
    for (String answer : List.of("200-tokens", "200-rotated", "400-invalid_grant", "500-html")) {
      hosts.same("POST", "/airtable/refresh", "refresh_token=" + answer, from(ONE));
      hosts.same("POST", "/airtable/refresh?code=" + answer, "");
    }
    String api = "/airtable/api/" + hosts.apiHost() + "/data/200-text";
    assertEquals(200, hosts.same("GET", api, "", from(ONE), "Authorization: Bearer abc").status());
  }

  @Test
  void aLoginOfThePluginWithAPage() throws IOException {
    JsonObject login = authorize(OTHER);
    String ticket = parameter(login.get("url").getAsString(), "ticket");
    RawAnswer page = hosts.same("GET", "/my-notion/start?" + ticket, "");
    String cookie = "Cookie: " + page.headers().get("set-cookie").replaceAll(";.*", "");
    String own = "Origin: " + hosts.relayOrigin();
    String button = "action=continue&" + ticket;
    RawAnswer gone = hosts.same("POST", "/my-notion/start", button, own, cookie);
    assertEquals(303, gone.status());
    String query = URI.create(gone.headers().get("location")).getRawQuery();
    String back = "/my-notion/redirect?code=200-tokens&" + parameter("?" + query, "state");
    hosts.same("GET", back, "");
    assertEquals("/my-notion/done", hosts.same("GET", back, "", cookie).headers().get("location"));
    assertEquals(200, hosts.same("POST", "/my-notion/poll", readKey(login), from(OTHER)).status());
    // Published plugins' dialect is off here.
    hosts.same("POST", "/my-notion/poll?" + readKey(login), "");
    hosts.same("POST", "/my-notion/refresh?code=200-tokens", "");
  }

  @Test
  void whatIsOfOnePluginIsWorthNothingAtTheOther() throws IOException {
    JsonObject login = authorize(ONE);
    String state = parameter(login.get("url").getAsString(), "state");
    String ticket = parameter(authorize(OTHER).get("url").getAsString(), "ticket");
    String cookie =
        "Cookie: "
            + hosts
                .same("GET", "/my-notion/start?" + ticket, "")
                .headers()
                .get("set-cookie")
                .replaceAll(";.*", "");
    assertEquals(400, hosts.same("POST", "/my-notion/poll", readKey(login)).status());
    RawAnswer back = hosts.same("GET", "/my-notion/redirect?code=200-tokens&" + state, "");
    assertEquals("/my-notion/done/browser", back.headers().get("location"));
    hosts.same("GET", "/my-notion/redirect?code=200-tokens&" + state, "", cookie);
    hosts.same("GET", "/airtable/start?" + ticket, "", cookie);
    hosts.same("POST", "/airtable/start", "action=continue&" + ticket, cookie);
    for (String route : List.of("/authorize", "/poll", "/refresh")) {
      assertEquals(403, hosts.same("POST", "/my-notion" + route, "", from(ONE)).status());
      hosts.same("OPTIONS", "/my-notion" + route, "", from(ONE));
      hosts.same("POST", route, "", from(ONE));
    }
    String api = "/my-notion/api/" + hosts.apiHost() + "/data/200-text";
    hosts.same("GET", api, "", from(ONE), "Authorization: Bearer abc");
    hosts.same("GET", api, "", from(OTHER), "Authorization: Bearer abc");
    // All this took nothing from the one that it belongs to.
    hosts.same("GET", "/airtable/redirect?code=200-tokens&" + state, "");
    assertEquals(200, hosts.same("POST", "/airtable/poll", readKey(login)).status());
  }
}
