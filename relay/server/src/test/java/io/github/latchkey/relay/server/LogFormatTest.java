package io.github.latchkey.relay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A line a request, for people or for programs. */
class LogFormatTest {
  @Test
  void asJsonEachLineIsAnObjectWithATimeAndAnEvent() throws Exception {
    TestRelay relay =
        new TestRelay(
            settings -> {
              settings.put("LOG_FORMAT", "json");
              settings.put("PLUGIN_URI", "http://localhost:5173");
            });
    try (relay) {
      RelayClient.Login login = relay.client.authorize();
      relay.client.get(relay.client.logIn(login));
      relay.client.poll(login.readKey(), 0);
      try (RawHttp connection = new RawHttp(relay.client.port())) {
        connection.send("POST", "/poll", "", "Origin: https://evil.example\"},{\"").read();
        connection.send("\"BREW\"", "/", "").read();
      }
    }
    List<JsonObject> lines =
        relay.log().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
    for (JsonObject line : lines) {
      Instant.parse(line.get("time").getAsString());
    }
    List<String> events = lines.stream().map(line -> line.get("event").getAsString()).toList();
    for (String event : List.of("setting", "started", "request", "stopping")) {
      assertTrue(events.contains(event), "no " + event + " in " + events);
    }
    JsonObject poll =
        lines.stream()
            .filter(line -> line.has("route") && line.get("route").getAsString().equals("/poll"))
            .filter(line -> line.get("status").getAsInt() == 200)
            .findFirst()
            .orElseThrow();
    assertEquals("POST", poll.get("method").getAsString());
    assertTrue(poll.get("ms").getAsInt() >= 0);
    assertTrue(poll.get("note").getAsString().startsWith("login "));
    for (String secret : relay.provider.canaries().all()) {
      assertFalse(relay.log().contains(secret));
    }
  }

  @Test
  void asTextTheSameRequestIsALineForPeople() throws Exception {
    TestRelay relay = new TestRelay();
    try (relay) {
      relay.client.authorize();
    }
    assertTrue(
        relay
            .log()
            .lines()
            .anyMatch(line -> line.matches("\\S+Z POST /authorize 200 \\d+ms \\S+ login \\S+")),
        relay.log());
  }
}
