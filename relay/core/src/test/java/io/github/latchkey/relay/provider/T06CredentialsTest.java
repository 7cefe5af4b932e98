package io.github.latchkey.relay.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.Replied;
import io.github.latchkey.relay.wire.JsonObject;
import io.github.latchkey.testing.Received;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client secret, code and refresh token never stand in a URL that reaches the provider. */
final class T06CredentialsTest {
  @ParameterizedTest
  @ValueSource(strings = {"post", "basic"})
  void credentialsGoInTheBodyOrInBasicAndOneWayAtATime(String auth) throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start(v -> v.put("TOKEN_AUTH", auth))) {
      Login login = relay.logIn();
      String token = Replied.member(relay.pollNatively(login), "refresh_token");
      assertEquals(200, relay.reply("POST", "/refresh", "refresh_token=" + token).status());
      List<Received> calls =
          relay.provider.received().stream().filter(r -> r.path().equals("/token")).toList();
      assertEquals(2, calls.size());
      for (Received call : calls) {
        assertNull(call.rawQuery());
        assertEquals("application/json", call.headers().get("accept"));
        assertEquals(auth.equals("basic"), call.headers().containsKey("authorization"));
        assertEquals(auth.equals("post"), call.body().contains("client_secret"));
      }
      for (Received call : relay.provider.received()) {
        assertFalse(String.valueOf(call.rawQuery()).contains(relay.provider.clientSecret()));
      }
    }
  }

  @Test
  void basicCredentialsAreFormEncodedFirst() throws Exception {
    List<String> sent = new ArrayList<>();
    record(sent, Map.of("TOKEN_AUTH", "basic", "CLIENT_ID", "a:b c", "CLIENT_SECRET", "p%:+/w"));
    String pair = "a%3Ab%20c:p%25%3A%2B%2Fw";
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    assertEquals("Basic " + basic, sent.get(0));
    assertFalse(sent.get(2).contains("client_"));
  }

  @Test
  void aPublicClientSendsItsIdAlone() throws Exception {
    List<String> sent = new ArrayList<>();
    record(sent, Map.of("CLIENT_SECRET", ""));
    assertEquals("null", sent.get(0));
    assertTrue(sent.get(2).endsWith("&client_id=plugin-7"), sent.get(2));
    assertFalse(sent.get(2).contains("client_secret"));
  }

  @Test
  void aJsonBodyHasTheSameMembers() throws Exception {
    List<String> sent = new ArrayList<>();
    record(sent, Map.of("TOKEN_BODY", "json"));
    assertEquals("application/json", sent.get(1));
    JsonObject body = JsonObject.parse(sent.get(2).getBytes(StandardCharsets.UTF_8));
    assertEquals("refresh_token", body.string("grant_type"));
    assertEquals("r\"\\ü", body.string("refresh_token"));
    assertEquals("plugin-7", body.string("client_id"));
    assertTrue(body.says("client_secret"));
  }

  private static void record(List<String> sent, Map<String, String> settings) throws Exception {
    try (RelayUnderTest relay =
        RelayUnderTest.over(
            (purpose, url, headers, body) -> {
              sent.add(String.valueOf(headers.get("Authorization")));
              sent.add(headers.get("Content-Type"));
              sent.add(new String(body, StandardCharsets.UTF_8));
              return RelayUnderTest.tokens("{\"access_token\":\"a\"}");
            },
            v -> v.putAll(settings))) {
      relay.reply("POST", "/refresh", "refresh_token=r%22%5C%C3%BC");
    }
  }
}
