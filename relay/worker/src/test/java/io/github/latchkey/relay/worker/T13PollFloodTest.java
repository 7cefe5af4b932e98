package io.github.latchkey.relay.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.worker.WorkerUnderTest.Login;
import io.github.latchkey.testing.worker.Workerd;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flood from one address must end there, and cost nobody at another one. */
class T13PollFloodTest {
  @TempDir private Path persist;

  @Test
  void onlyTheAddressThatAsksTooOftenIsRefused() throws Exception {
    Map<String, Object> limit = Map.of("simple", Map.of("limit", 3, "period", 60));
    Map<String, Object> limits = Map.of("POLL_RATE", limit, "REFRESH_RATE", limit);
    try (WorkerUnderTest relay =
        new WorkerUnderTest(Workerd.PLAIN, persist, Map.of("ratelimits", limits))) {
      Login login = relay.authorize();
      String body = "readKey=" + login.readKey();
      HttpResponse<String> refused = null;
      // The platform counts by the minute, which may end in between: at most once in seven.
      for (int i = 0; i < 7 && refused == null; i++) {
        HttpResponse<String> answer = relay.postFrom("2001:db8::" + i, "/poll", body);
        refused = answer.statusCode() == 404 ? null : answer;
      }
      assertNotNull(refused);
      assertEquals(429, refused.statusCode());
      assertEquals("60", refused.headers().firstValue("retry-after").orElseThrow());
      assertEquals("slow_down", WorkerUnderTest.json(refused).get("error").getAsString());
      assertEquals(
          404,
          relay.postFrom("2001:db8::9", "/poll?" + body, "").statusCode(),
          "published plugins know no 429");
      for (String other : List.of("2001:db8:0:1::1", "198.51.100.7")) {
        assertEquals(404, relay.postFrom(other, "/poll", body).statusCode());
        assertTrue(relay.postFrom(other, "/poll", body).body().contains("authorization_pending"));
      }
      for (int i = 0; i < 7; i++) {
        assertEquals(
            200, relay.postFrom("2001:db8::1", "/authorize", "").statusCode(), "no binding");
      }
    }
  }

  @Test
  void aBindingThatIsMissingIsNamedInTheLog() throws Exception {
    WorkerUnderTest relay = new WorkerUnderTest(Workerd.PLAIN, persist);
    try (relay) {
      relay.get("/");
      relay.get("/");
    }
    assertEquals(
        List.of("LOGIN_RATE", "POLL_RATE", "REFRESH_RATE", "API_RATE"),
        relay.workerd().log().stream()
            .filter(line -> line.contains("limits nothing"))
            .map(line -> line.split(" ")[1])
            .toList());
  }
}
