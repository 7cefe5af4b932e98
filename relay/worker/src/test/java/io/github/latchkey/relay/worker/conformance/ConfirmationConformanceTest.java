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

/** The page that asks whether a login is one's own, its cookie and its button, on both hosts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfirmationConformanceTest {
  private BothHosts hosts;

  @BeforeAll
  void start(@TempDir Path persist) throws Exception {
    hosts = new BothHosts(persist, "durable-object", "LOGIN_CONFIRMATION", "page");
  }

  @AfterAll
  void stop() throws Exception {
    hosts.close();
  }

  private JsonObject authorize() throws IOException {
    return new Gson().fromJson(hosts.same("POST", "/authorize", "").body(), JsonObject.class);
  }

  private static String ticket(JsonObject login) {
    return login.get("url").getAsString().replaceAll(".*[?&]ticket=([^&]*).*", "$1");
  }

  /** Visits the page; gives the cookie that it left. */
  private String cookie(String ticket) throws IOException {
    RawAnswer page = hosts.same("GET", "/start?ticket=" + ticket, "");
    assertEquals(200, page.status());
    return "Cookie: " + page.headers().get("set-cookie").replaceAll(";.*", "");
  }

  @Test
  void aLoginThatIsConfirmed() throws IOException {
    JsonObject login = authorize();
    String ticket = ticket(login);
    String cookie = cookie(ticket);
    hosts.same("GET", "/start?ticket=" + ticket, "", cookie);
    String origin = "Origin: " + hosts.relayOrigin();
    RawAnswer gone =
        hosts.same("POST", "/start", "action=continue&ticket=" + ticket, origin, cookie);
    assertEquals(303, gone.status());
    String query = URI.create(gone.headers().get("location")).getRawQuery();
    String state = query.replaceAll("(?:.*&)?state=([^&]*).*", "$1");
    String back = "/redirect?code=200-tokens&state=" + state;
    hosts.same("GET", back, "");
    hosts.same("GET", back, "", "Cookie: latchkey=other");
    assertEquals("/done", hosts.same("GET", back, "", cookie).headers().get("location"));
    String readKey = login.get("readKey").getAsString();
    RawAnswer tokens = hosts.same("POST", "/poll", "readKey=" + readKey);
    assertTrue(tokens.body().contains("access_token"), tokens.body());
  }

  @Test
  void aLoginThatIsCancelled() throws IOException {
    JsonObject login = authorize();
    String ticket = ticket(login);
    String origin = "Origin: " + hosts.relayOrigin();
    hosts.same("POST", "/start", "action=cancel&ticket=" + ticket, origin, cookie(ticket));
    String readKey = login.get("readKey").getAsString();
    assertEquals(403, hosts.same("POST", "/poll", "readKey=" + readKey).status());
  }

  @Test
  void everythingElseThatCanComeToThePage() throws IOException {
    String ticket = ticket(authorize());
    String cookie = cookie(ticket);
    String own = "Origin: " + hosts.relayOrigin();
    for (String origin : List.of(own, "Origin: null", "Origin: https://evil.example", "X: y")) {
      for (String sent :
          List.of(cookie, "Cookie: latchkey=", "Cookie: a=b; latchkey=c", "X-Y: z")) {
        for (String body :
            List.of(
                "",
                "ticket=" + ticket,
                "action=other&ticket=" + ticket,
                "action=continue",
                "action=continue&ticket=" + ticket + "A",
                "action=continue&action=cancel&ticket=" + ticket)) {
          hosts.same("POST", "/start", body, origin, sent);
        }
      }
    }
    for (String target :
        List.of("/start", "/start?ticket=", "/start?ticket=a", "/start?ticket=" + ticket + "A")) {
      hosts.same("GET", target, "");
      hosts.same("GET", target, "", cookie);
    }
  }
}
