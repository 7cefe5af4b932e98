package io.github.latchkey.relay.route;

import static io.github.latchkey.relay.Replied.encode;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.wire.Form;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No refresh token is changed on its way to the provider, whatever is in it. */
final class T05EncodingTest {
  @Test
  void tokensOfAnyCharactersAndOf4KibRoundTripInBothDialects() throws Exception {
    String[] received = new String[1];
    try (RelayUnderTest relay =
        RelayUnderTest.over(
            (purpose, url, headers, body) -> {
              received[0] = new String(body, StandardCharsets.UTF_8);
              return RelayUnderTest.tokens("{\"access_token\":\"a\"}");
            },
            v -> {})) {
      Random random = new Random(1);
      for (int i = 0; i < 100; i++) {
        StringBuilder token = new StringBuilder("+/=&% ?#\"é\ud83d\udd11\\");
        int length = i % 2 == 0 ? random.nextInt(40) : 4096 - token.length();
        while (length-- > 0) {
          token.append((char) (' ' + random.nextInt(95)));
        }
        String sent = encode(token.toString());
        // A query with a plus sign is what encodeURIComponent never writes.
        String inQuery = sent.replace("+", "%20");
        assertEquals(200, relay.reply("POST", "/refresh", "refresh_token=" + sent).status());
        assertEquals(token.toString(), refreshToken(received[0]));
        assertEquals(200, relay.reply("POST", "/refresh?code=" + inQuery, "").status());
        assertEquals(token.toString(), refreshToken(received[0]));
      }
      relay.reply("POST", "/refresh?code=a+b/c==", "");
      assertEquals("a+b/c==", refreshToken(received[0]));
    }
  }

  private static String refreshToken(String body) throws Exception {
    return Form.parse(body, true).get("refresh_token");
  }
}
