package io.github.latchkey.relay.worker.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Logins and refreshes on both hosts, wherever the Worker's rows lie. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LoginConformance {
  static final List<String> PROVIDER_ANSWERS =
      List.of(
          "200-tokens",
          "200-rotated",
          "200-empty",
          "200-html",
          "200-array",
          "200-twice",
          "200-bytes",
          "200-long",
          "200-invalid_grant",
          "201-tokens",
          "302-tokens",
          "400-invalid_grant",
          "400-something_else",
          "401-invalid_client",
          "403-html",
          "404-empty",
          "408-empty",
          "429-html",
          "500-html",
          "503-temporarily_unavailable");

  private BothHosts hosts;

  /** Where the Worker's rows lie. */
  abstract String store();

  @BeforeAll
  void start(@TempDir Path persist) throws Exception {
    hosts = new BothHosts(persist, store());
  }

  @AfterAll
  void stop() throws Exception {
    hosts.close();
    System.out.println(
        "Conformance, " + store() + ": " + hosts.requests() + " requests to both hosts");
  }

  @Test
  void aLoginUnderEveryAnswerOfTheProvider() throws IOException {
    for (String answer : PROVIDER_ANSWERS) {
      BegunLogin login = BegunLogin.at(hosts);
      String redirect = "/redirect?code=" + answer + "&state=" + login.state();
      hosts.same("POST", "/poll", "readKey=" + login.readKey());
      hosts.same("GET", redirect, "");
      hosts.same("POST", "/poll", "readKey=" + login.readKey(), "Origin: " + BothHosts.ORIGIN);
      hosts.same("POST", "/poll?readKey=" + login.readKey(), "");
      hosts.same("POST", "/poll?readKey=" + login.readKey(), "");
      hosts.same("GET", redirect, "");
    }
  }

  @Test
  void everyOtherWayBackFromTheProvider() throws IOException {
    String good = BegunLogin.at(hosts).state();
    for (String query :
        List.of(
            "",
            "?",
            "?code=200-tokens",
            "?state=" + good,
            "?code=&state=" + good,
            "?code=200-tokens&state=" + good + "A",
            "?code=200-tokens&state=A" + good.substring(1),
            "?code=200-tokens&error=access_denied&state=" + good,
            "?code=200-tokens&iss=https%3A%2F%2Fevil.example&state=" + good,
            "?error=access_denied&state=" + good,
            "?error=access_denied&state=" + good)) {
      hosts.same("GET", "/redirect" + query, "");
    }
    for (String error : List.of("server_error", "%3Cscript%3E", "")) {
      BegunLogin login = BegunLogin.at(hosts);
      hosts.same("GET", "/redirect?error=" + error + "&state=" + login.state(), "");
      hosts.same("POST", "/poll", "readKey=" + login.readKey());
    }
  }

  @Test
  void aRefreshUnderEveryAnswerOfTheProvider() throws IOException {
    for (String answer : PROVIDER_ANSWERS) {
      hosts.same("POST", "/refresh", "refresh_token=" + answer);
      hosts.same("POST", "/refresh", "refresh_token=" + answer, "Origin: " + BothHosts.ORIGIN);
      hosts.same("POST", "/refresh?code=" + answer, "");
    }
  }

  @Test
  void loginsThatAreOver() throws IOException {
    BegunLogin unfinished = BegunLogin.at(hosts);
    BegunLogin fetched = BegunLogin.at(hosts);
    hosts.same("GET", "/redirect?code=200-tokens&state=" + fetched.state(), "");
    assertEquals(200, hosts.same("POST", "/poll", "readKey=" + fetched.readKey()).status());
    hosts.pass(901_000);
    String late = "/redirect?code=200-tokens&state=" + unfinished.state();
    assertEquals("/done/expired", hosts.same("GET", late, "").headers().get("location"));
    for (long millis : List.of(0L, 300_000L)) {
      hosts.pass(millis);
      for (BegunLogin login : List.of(unfinished, fetched)) {
        hosts.same("POST", "/poll", "readKey=" + login.readKey());
        hosts.same("POST", "/poll?readKey=" + login.readKey(), "");
      }
    }
    RawAnswer over = hosts.same("POST", "/poll", "readKey=" + unfinished.readKey());
    assertEquals(410, over.status());
    assertTrue(over.body().contains("expired_token"), over.body());
  }
}
