package io.github.latchkey.relay.provider;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.testing.TokenFault;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as real providers give them arrive as they were given, in both dialects. */
final class T37TokenAnswerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"access_token\":\"ya29.a0\",\"expires_in\":3599,\"scope\":\"a b\",\"id_token\":\"e.y.J\"}",
        "{\"access_token\":\"gho_16\",\"token_type\":\"bearer\",\"scope\":\"repo,gist\"}",
        "{\"ok\":true,\"access_token\":\"xoxb-1\",\"team\":{\"id\":\"T\",\"name\":\"\u00c9quipe\"}}",
        "{\"access_token\":\"a\",\"error\":null,\"error_description\":\"\"}",
        "{\"access_token\":\"a\",\"error\":\"\"}",
        "{\"access_token\":\"a\",\"error\":false}",
        "{\n  \"expires_in\" : \"3600\",\n  \"access_token\" : \"\\u0061\\/b\"\n}\n",
        "{\"access_token\":\"a\",\"expires_at\":1.7e9,\"user_id\":12345678901234567890}",
        "{\"access_token\":\"a\",\"__proto__\":{\"x\":1},\"constructor\":\"y\"}"
      })
  void itArrivesByteForByte(String answer) throws Exception {
    try (RelayUnderTest relay = RelayUnderTest.start()) {
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      relay.provider.nextTokenFaults(TokenFault.json(200, answer), TokenFault.json(200, answer));
      Login login = relay.logIn();
      assertArrayEquals(bytes, relay.pollNatively(login).body());
      assertArrayEquals(bytes, relay.pollCompatibly(login).body());
      Reply refreshed = relay.reply("POST", "/refresh", "refresh_token=abc");
      assertEquals(200, refreshed.status());
      assertArrayEquals(bytes, refreshed.body());
    }
  }
}
