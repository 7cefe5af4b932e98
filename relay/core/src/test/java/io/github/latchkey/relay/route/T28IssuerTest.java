package io.github.latchkey.relay.route;

import static io.github.latchkey.relay.Replied.encode;
import static io.github.latchkey.relay.Replied.header;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.http.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An answer of another authorization server is not taken (RFC 9207). */
final class T28IssuerTest {
  private static final String ISSUER = "https://provider.example.com";

  @RegisterExtension
  final RelayUnderTest relay = RelayUnderTest.start(v -> v.put("ISSUER", ISSUER));

  private Login login;
  private String target;

  @BeforeEach
  void start() throws Exception {
    login = relay.authorize();
    target = relay.visit(login);
  }

  @Test
  void aWrongIssuerIsRefusedAndTheLoginStaysOpen() {
    for (String wrong : new String[] {"https://evil.example", "", ISSUER + "/", "HTTPS://x"}) {
      Reply page = relay.reply("GET", target + "&iss=" + encode(wrong), "");
      assertEquals("/done/failed", header(page, "Location"), wrong);
      assertEquals("iss is not ISSUER", page.note());
    }
    String refusal = target.replaceAll("code=[^&]*", "error=access_denied");
    relay.reply("GET", refusal + "&iss=https%3A%2F%2Fevil.example", "");
    assertEquals(0, relay.provider.exchanges());
    assertEquals(404, relay.pollNatively(login).status());
    Reply page = relay.reply("GET", target + "&iss=" + encode(ISSUER), "");
    assertEquals("/done", header(page, "Location"));
  }

  @Test
  void aMissingIssuerIsTaken() {
    assertEquals("/done", header(relay.reply("GET", target, ""), "Location"));
  }

  @Test
  void whereTheProviderPromisesItAMissingIssuerIsRefusedAndTheLoginStaysOpen() throws Exception {
    try (RelayUnderTest promised =
        RelayUnderTest.start(
            v -> {
              v.put("ISSUER", ISSUER);
              v.put("ISSUER_REQUIRED", "on");
            })) {
      Login open = promised.authorize();
      String back = promised.visit(open);
      for (String without : new String[] {back, back.replaceAll("code=[^&]*", "error=x")}) {
        Reply page = promised.reply("GET", without, "");
        assertEquals("/done/failed", header(page, "Location"));
        assertEquals("iss is missing", page.note());
      }
      assertEquals(0, promised.provider.exchanges());
      assertEquals(404, promised.pollNatively(open).status());
      Reply page = promised.reply("GET", back + "&iss=" + encode(ISSUER), "");
      assertEquals("/done", header(page, "Location"));
    }
  }

  @Test
  void aRepeatedIssuerIsRefusedAndNoCodeIsExchanged() {
    String twice = "&iss=" + encode(ISSUER);
    Reply page = relay.reply("GET", target + twice + twice, "");
    assertEquals("/done/failed", header(page, "Location"));
    assertEquals(0, relay.provider.exchanges());
  }

  @Test
  void whereNoIssuerIsSetAnyIsTaken() throws Exception {
    try (RelayUnderTest plain = RelayUnderTest.start()) {
      Reply page = plain.reply("GET", plain.visit(plain.authorize()) + "&iss=x", "");
      assertEquals("/done", header(page, "Location"));
    }
  }
}
