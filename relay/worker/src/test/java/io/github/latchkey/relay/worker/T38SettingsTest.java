package io.github.latchkey.relay.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.testing.TokenFault;
import io.github.latchkey.testing.worker.Workerd;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Worker cannot refuse to start, so a wrong setting must show on every route and in the log. */
class T38SettingsTest {
  @TempDir private Path persist;

  @Test
  void aMissingSettingAnswersEveryRouteWith500AndIsNamedInTheLog() throws Exception {
    WorkerUnderTest relay = new WorkerUnderTest(Workerd.PLAIN, persist, "CLIENT_ID", " ");
    try (relay) {
      for (String target : List.of("/", "/redirect", "/nothing")) {
        assertEquals(500, relay.get(target).statusCode());
      }
      for (String target : List.of("/authorize", "/poll", "/refresh")) {
        assertEquals(500, relay.post(target, "").statusCode());
        assertFalse(relay.post(target, "").body().contains("CLIENT_ID"));
      }
    }
    List<String> log = relay.workerd().log();
    assertEquals(9, log.size(), log.toString());
    assertEquals(
        "latchkey-relay: CLIENT_ID is missing. The provider gives one to each app.", log.get(0));
    assertEquals(1, log.stream().distinct().count());
  }

  @Test
  void aPluginOnAnyOriginCanReadThatTheRelayIsMisconfigured() throws Exception {
    WorkerUnderTest relay =
        new WorkerUnderTest(Workerd.PLAIN, persist, "CLIENT_ID", "", "PKCE", "no", "SCOPES", "a");
    try (relay) {
      HttpRequest preflight =
          HttpRequest.newBuilder(URI.create(relay.workerd().url() + "/authorize"))
              .method("OPTIONS", BodyPublishers.noBody())
              .header("Origin", "https://plugin.example.com")
              .header("Access-Control-Request-Method", "POST")
              .build();
      HttpResponse<String> allowed =
          HttpClient.newHttpClient().send(preflight, BodyHandlers.ofString());
      assertEquals(204, allowed.statusCode());
      assertEquals("*", header(allowed, "Access-Control-Allow-Origin"));
      assertTrue(header(allowed, "Access-Control-Allow-Methods").contains("POST"));
      HttpResponse<String> answer = relay.post("/authorize", "");
      assertEquals(500, answer.statusCode());
      assertEquals("*", header(answer, "Access-Control-Allow-Origin"));
      assertTrue(answer.body().startsWith("{\"error\":\"server_error\","), answer.body());
    }
    Set<String> named = new HashSet<>();
    relay.workerd().log().forEach(line -> named.add(line.split(" ")[1]));
    assertEquals(Set.of("CLIENT_ID", "PKCE"), named);
  }

  @Test
  void anUnknownNameIsAWarningInTheLog() throws Exception {
    WorkerUnderTest relay = new WorkerUnderTest(Workerd.PLAIN, persist, "SCOPES", "a");
    try (relay) {
      assertEquals(200, relay.get("/").statusCode());
    }
    assertTrue(
        relay
            .workerd()
            .log()
            .contains(
                "warning: SCOPES is not a setting of the relay and has no effect. Did you mean"
                    + " SCOPE?"),
        relay.workerd().log().toString());
  }

  @Test
  void theLogOfALocalWorkerHasTheProvidersDescription() throws Exception {
    WorkerUnderTest relay = new WorkerUnderTest(Workerd.PLAIN, persist);
    try (relay) {
      relay.provider.nextTokenFaults(
          TokenFault.json(
              400, "{\"error\":\"invalid_request\",\"error_description\":\"Missing parameter\"}"));
      relay.get(relay.visit(relay.authorize()));
    }
    List<String> log = relay.workerd().log();
    assertTrue(
        log.get(log.size() - 1).endsWith(", provider 400 invalid_request: \"Missing parameter\""),
        log.toString());
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  @Test
  void aStoreOfTheOtherHostIsRefused() throws Exception {
    WorkerUnderTest relay = new WorkerUnderTest(Workerd.PLAIN, persist, "STORE", "memory");
    try (relay) {
      assertEquals(500, relay.get("/").statusCode());
    }
    assertEquals(
        List.of("latchkey-relay: STORE must be durable-object or d1."), relay.workerd().log());
  }
}
