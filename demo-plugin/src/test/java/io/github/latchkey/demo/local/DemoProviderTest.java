package io.github.latchkey.demo.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo's provider lets a refresh be seen. */
class DemoProviderTest {
  @Test
  void aRefreshTokenIsGoodForOneUse() throws Exception {
    try (DemoProvider provider = DemoProvider.start(10)) {
      ProviderLogin login = new ProviderLogin(provider);
      Map<String, Object> first = login.tokens("Ada");
      Map<String, Object> second = login.refreshed(first.get("refresh_token"));
      assertNotEquals(first.get("refresh_token"), second.get("refresh_token"));
      assertNotEquals(first.get("access_token"), second.get("access_token"));
      assertEquals("invalid_grant", login.refreshed(first.get("refresh_token")).get("error"));
    }
  }

  @Test
  void anAccessTokenLivesForAsLongAsItWasTold() throws Exception {
    try (DemoProvider provider = DemoProvider.start(10)) {
      Number seconds = (Number) new ProviderLogin(provider).tokens("Ada").get("expires_in");
      assertTrue(seconds.intValue() == 9 || seconds.intValue() == 10, "expires_in " + seconds);
    }
  }
}
